#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  const auto modulus = in.key.modulus();
  if (!modulus.empty() && (modulus.back() & 1) != 0) return pass;
  return "the RSA modulus is even";
}

} // namespace

const CertificateLint key_modulus_odd{"key_modulus_odd", "BR 6.1.6", date(2013, 1, 1), has_rsa_key, run};

} // namespace lint::certificate
