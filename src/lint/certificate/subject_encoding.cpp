#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

namespace tag = pki::der::tag;

bool may_be(const pki::AttributeRule& rule, std::uint8_t string_tag) {
  if (rule.string_tag == string_tag) return true;
  return rule.string_tag == tag::utf8_string && string_tag == tag::printable_string;
}

Verdict run(const CertificateInput& in) {
  for (const auto& attribute : in.tbs.subject.attributes()) {
    const auto* rule = pki::find_rule(attribute.type);
    if (rule != nullptr && !may_be(*rule, attribute.string_tag)) return std::string(rule->short_name) + " has the wrong string type";
  }
  return pass;
}

} // namespace

const CertificateLint subject_encoding{"subject_encoding", "BR 7.1.4.2", date(2023, 9, 15), always, run};

} // namespace lint::certificate
