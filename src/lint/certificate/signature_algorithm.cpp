#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  // Byte-exact, and paired with the issuer's key (BR 7.1.3.2.2).
  if (core::equal(in.tbs.signature_algorithm, pki::algorithm_identifier(in.context.signature_algorithm))) return pass;
  return "the AlgorithmIdentifier is not, byte for byte, the one that belongs to the issuer's key";
}

} // namespace

const CertificateLint signature_algorithm{"signature_algorithm", "BR 7.1.3.2", date(2020, 8, 20), always, run};

} // namespace lint::certificate
