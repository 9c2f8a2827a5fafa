#include "lint/ocsp/lints.h"

namespace lint::ocsp {
namespace {

Verdict run(const OcspInput& in) {
  for (const auto& single : in.response.singles)
    if (single.status.this_update > in.response.produced_at) return "thisUpdate is behind producedAt";
  return pass;
}

} // namespace

const OcspLint this_update{"this_update", "RFC 6960 4.2.2.1", date(2013, 6, 1), always, run};

} // namespace lint::ocsp
