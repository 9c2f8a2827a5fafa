#include "lint/crl/lints.h"

namespace lint::crl {
namespace {

Verdict run(const CrlInput& in) {
  if (in.crl.next_update() <= in.crl.this_update()) return "nextUpdate is not behind thisUpdate";
  if (in.crl.next_update() - in.crl.this_update() <= in.context.max_next_update) return pass;
  return "nextUpdate is more than " + std::to_string(in.context.max_next_update.count()) + " s behind thisUpdate";
}

} // namespace

const CrlLint next_update{"next_update", "BR 7.2; RFC 5280 5.1.2.5", date(2012, 7, 1), always, run};

} // namespace lint::crl
