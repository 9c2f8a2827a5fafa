#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  if (in.key.algorithm() == pki::KeyAlgorithm::rsa ? in.key.bits() >= 4096 : in.key.algorithm() == pki::KeyAlgorithm::p384) return pass;
  return "a root's key is RSA of 4096 bits or P-384";
}

} // namespace

const CertificateLint root_key_strength{"root_key_strength", "APPLE 1.5", date(2026, 8, 1), is_root, run};

} // namespace lint::certificate
