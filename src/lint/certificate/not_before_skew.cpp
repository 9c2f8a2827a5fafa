#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  const auto skew = in.tbs.not_before > in.context.signing_time ? in.tbs.not_before - in.context.signing_time
                                                                : in.context.signing_time - in.tbs.not_before;
  if (skew <= in.context.not_before_skew) return pass;
  return "notBefore is " + std::to_string(skew.count()) + " s away from the time of signing";
}

} // namespace

const CertificateLint not_before_skew{"not_before_skew", "BR 7.1.2.7; BR 7.1.2.10.1", date(2023, 9, 15), always, run};

} // namespace lint::certificate
