#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  if (has(in, pki::AttributeType::organization)) return pass;
  return "organizationName is missing";
}

} // namespace

const CertificateLint subject_organization{"subject_organization", "BR 7.1.2.7.4; BR 7.1.2.10.2", date(2012, 7, 1), has_organization, run};

} // namespace lint::certificate
