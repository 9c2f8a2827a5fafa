#include "lint/crl/lints.h"

namespace lint::crl {
namespace {

Verdict run(const CrlInput& in) {
  for (const auto& entry : in.crl.entries())
    if (entry.reason == pki::RevocationReason::unspecified) return core::to_hex(entry.serial) + " is a CA's and has no reason";
  return pass;
}

} // namespace

const CrlLint ca_reasons{"ca_reasons", "BR 7.2.2", date(2020, 9, 30), lists_cas, run};

} // namespace lint::crl
