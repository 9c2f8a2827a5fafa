#include "lint/crl/lints.h"

namespace lint::crl {
namespace {

Verdict run(const CrlInput& in) {
  if (core::equal(in.issuer_der, in.context.issuer_subject_der)) return pass;
  return "the issuer is not, byte for byte, the subject of the CA";
}

} // namespace

const CrlLint issuer_matches{"issuer_matches", "RFC 5280 5.1.2.3; BR 7.2", date(2024, 3, 15), always, run};

} // namespace lint::crl
