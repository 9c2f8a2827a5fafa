#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  const auto expected = in.context.kind == CertificateKind::root ? in.tbs.subject_der : in.context.issuer_subject_der;
  if (core::equal(in.tbs.issuer_der, expected)) return pass;
  return "the issuer is not, byte for byte, the subject of the issuing CA";
}

} // namespace

const CertificateLint issuer_matches{"issuer_matches", "RFC 5280 4.1.2.4; BR 7.1.4.1", date(2020, 9, 30), always, run};

} // namespace lint::certificate
