#include "lint/crl/lints.h"

namespace lint::crl {
namespace {

Verdict run(const CrlInput& in) {
  for (const auto& entry : in.crl.entries())
    if (entry.revoked_at > in.crl.this_update()) return core::to_hex(entry.serial) + " is revoked in the future";
  return pass;
}

} // namespace

const CrlLint revocation_dates{"revocation_dates", "RFC 5280 5.1.2.6", date(2008, 5, 1), always, run};

} // namespace lint::crl
