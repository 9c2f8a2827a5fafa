#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  // The limits count characters, not octets.
  for (const auto& attribute : in.tbs.subject.attributes()) {
    const auto* rule = pki::find_rule(attribute.type);
    if (rule == nullptr || rule->max_characters == 0 || attribute.value.size() <= rule->max_characters) continue;
    const auto characters = pki::count_characters(attribute.value);
    if (!characters || *characters > rule->max_characters)
      return std::string(rule->short_name) + " is longer than " + std::to_string(rule->max_characters);
  }
  return pass;
}

} // namespace

const CertificateLint subject_length{"subject_length", "BR 7.1.4.2; RFC 5280 A.1", date(2023, 9, 15), always, run};

} // namespace lint::certificate
