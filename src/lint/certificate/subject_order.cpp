#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  int last = -1;
  for (const auto& attribute : in.tbs.subject.attributes()) {
    const auto* rule = pki::find_rule(attribute.type);
    if (rule == nullptr) continue;
    const int place = static_cast<int>(rule->type);
    if (place < last) return std::string(rule->short_name) + " stands behind an attribute that follows it";
    last = place;
  }
  return pass;
}

} // namespace

const CertificateLint subject_order{"subject_order", "BR 7.1.4.2; CPS 7.1.4 for the EV attributes", date(2023, 9, 15), always, run};

} // namespace lint::certificate
