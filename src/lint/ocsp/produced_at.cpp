#include "lint/ocsp/lints.h"

namespace lint::ocsp {
namespace {

Verdict run(const OcspInput& in) {
  if (in.response.produced_at <= in.context.signing_time + std::chrono::minutes(1)) return pass;
  return "producedAt is in the future";
}

} // namespace

const OcspLint produced_at{"produced_at", "RFC 6960 4.2.2.1", date(2013, 6, 1), always, run};

} // namespace lint::ocsp
