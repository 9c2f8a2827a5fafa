#include "lint/crl/lints.h"

namespace lint::crl {
namespace {

Verdict run(const CrlInput& in) {
  const auto* extension = find(in, pki::oid::crl_number);
  if (extension == nullptr || extension->critical) return "cRLNumber is missing or critical";
  return pass;
}

} // namespace

const CrlLint number{"number", "BR 7.2.2; RFC 5280 5.2.3", date(2024, 3, 15), always, run};

} // namespace lint::crl
