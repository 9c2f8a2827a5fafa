#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  const auto* extension = in.tbs.find(pki::oid::extended_key_usage);
  if (extension == nullptr) return "extKeyUsage is missing";
  if (extension->critical) return "extKeyUsage is critical";
  if (in.tbs.extended_key_usage.size() == 1 && in.tbs.extended_key_usage[0] == pki::oid::server_auth) return pass;
  return "extKeyUsage is not exactly serverAuth";
}

} // namespace

const CertificateLint eku_leaf{"eku_leaf", "BR 7.1.2.7.10; CHROME 2.3", date(2023, 9, 15), is_leaf, run};

} // namespace lint::certificate
