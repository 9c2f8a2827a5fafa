#include "lint/crl/lints.h"

namespace lint::crl {
namespace {

Verdict run(const CrlInput& in) {
  const auto minute = std::chrono::minutes(1);
  if (in.crl.this_update() <= in.context.signing_time + minute && in.crl.this_update() + std::chrono::hours(24) > in.context.signing_time)
    return pass;
  return "thisUpdate is not the time of signing";
}

} // namespace

const CrlLint this_update{"this_update", "RFC 5280 5.1.2.4; BR 7.2", date(2024, 3, 15), always, run};

} // namespace lint::crl
