#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  if (in.tbs.subject.single_valued()) return pass;
  return "a RelativeDistinguishedName has several attributes";
}

} // namespace

const CertificateLint subject_single_valued{"subject_single_valued", "BR 7.1.4.1", date(2023, 9, 15), always, run};

} // namespace lint::certificate
