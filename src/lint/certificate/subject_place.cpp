#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  if (has(in, pki::AttributeType::state) || has(in, pki::AttributeType::locality)) return pass;
  return "neither stateOrProvinceName nor localityName is present";
}

} // namespace

const CertificateLint subject_place{"subject_place", "BR 7.1.2.7.4; EVG 7.1.4.2.6", date(2012, 7, 1), is_tls_with_organization, run};

} // namespace lint::certificate
