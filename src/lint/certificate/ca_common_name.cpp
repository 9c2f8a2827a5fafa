#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  if (has(in, pki::AttributeType::common_name)) return pass;
  return "a CA's commonName is missing";
}

} // namespace

const CertificateLint ca_common_name{"ca_common_name", "BR 7.1.2.10.2", date(2020, 9, 30), is_ca, run};

} // namespace lint::certificate
