#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  if (!in.tbs.subject.value(pki::AttributeType::organizational_unit)) return pass;
  return "organizationalUnitName is forbidden";
}

} // namespace

const CertificateLint subject_no_unit{"subject_no_unit", "BR 7.1.2.7.4; BR 7.1.2.10.2", date(2022, 9, 1), always, run};

} // namespace lint::certificate
