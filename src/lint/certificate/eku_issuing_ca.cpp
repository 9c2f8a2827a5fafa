#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  const auto* extension = in.tbs.find(pki::oid::extended_key_usage);
  if (extension == nullptr || extension->critical) return "extKeyUsage is missing or critical";
  if (in.tbs.extended_key_usage.size() == 1 && in.tbs.extended_key_usage[0] == pki::oid::server_auth) return pass;
  return "extKeyUsage of a TLS issuer is not exactly serverAuth";
}

} // namespace

const CertificateLint eku_issuing_ca{"eku_issuing_ca", "BR 7.1.2.10.6; CHROME 1.3.2", date(2023, 9, 15), is_issuing, run};

} // namespace lint::certificate
