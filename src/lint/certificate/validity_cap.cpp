#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  // The period counts both its ends (RFC 5280 4.1.2.5).
  const auto period = in.tbs.not_after - in.tbs.not_before + std::chrono::seconds(1);
  if (period <= in.context.max_validity) return pass;
  return "the validity period of " + std::to_string(period.count()) + " s exceeds " + std::to_string(in.context.max_validity.count()) +
         " s";
}

} // namespace

const CertificateLint validity_cap{"validity_cap", "BR 6.3.2", date(2012, 7, 1), has_validity_cap, run};

} // namespace lint::certificate
