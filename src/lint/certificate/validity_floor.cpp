#include "lint/certificate/lints.h"

namespace lint::certificate {
namespace {

Verdict run(const CertificateInput& in) {
  const auto period = in.tbs.not_after - in.tbs.not_before + std::chrono::seconds(1);
  if (period >= in.context.min_validity) return pass;
  return "the validity period of " + std::to_string(period.count()) + " s is below " + std::to_string(in.context.min_validity.count()) +
         " s";
}

} // namespace

const CertificateLint validity_floor{"validity_floor", "BR 7.1.2.1.1", date(2023, 9, 15), has_validity_floor, run};

} // namespace lint::certificate
