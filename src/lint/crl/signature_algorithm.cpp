#include "lint/crl/lints.h"

namespace lint::crl {
namespace {

Verdict run(const CrlInput& in) {
  if (core::equal(in.signature_algorithm, pki::algorithm_identifier(in.context.signature_algorithm))) return pass;
  return "the AlgorithmIdentifier is not, byte for byte, the one that belongs to the issuer's key";
}

} // namespace

const CrlLint signature_algorithm{"signature_algorithm", "BR 7.1.3.2", date(2020, 8, 20), always, run};

} // namespace lint::crl
