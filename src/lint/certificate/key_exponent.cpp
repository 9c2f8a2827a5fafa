#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  const auto exponent = in.key.exponent();
  if (exponent.empty() || (exponent.back() & 1) == 0) return "the RSA exponent is even";
  if (exponent.size() < 3) return "the RSA exponent is below 65537";
  if (exponent.size() > 32) return "the RSA exponent is above 2^256";
  return pass;
}

} // namespace

const CertificateLint key_exponent{"key_exponent", "BR 6.1.6", date(2013, 1, 1), has_rsa_key, run};

} // namespace lint::certificate
