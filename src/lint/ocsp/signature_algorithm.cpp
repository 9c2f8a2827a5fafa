#include "lint/ocsp/lints.h"

namespace lint::ocsp {
namespace {

Verdict run(const OcspInput& in) {
  if (core::equal(in.response.signature_algorithm, pki::algorithm_identifier(in.context.signature_algorithm))) return pass;
  return "the AlgorithmIdentifier is not, byte for byte, the one that belongs to the responder's key";
}

} // namespace

const OcspLint signature_algorithm{"signature_algorithm", "BR 7.1.3.2.1", date(2022, 6, 1), always, run};

} // namespace lint::ocsp
