#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  if (in.key.bits() < 2048) return "the RSA modulus has fewer than 2048 bits";
  if (in.key.bits() % 8 != 0) return "the RSA modulus is not a multiple of 8 bits";
  return pass;
}

} // namespace

const CertificateLint key_size{"key_size", "BR 6.1.5", date(2014, 1, 1), has_rsa_key, run};

} // namespace lint::certificate
