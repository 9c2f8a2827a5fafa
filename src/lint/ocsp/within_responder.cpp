#include "lint/ocsp/lints.h"

namespace lint::ocsp {
namespace {

Verdict run(const OcspInput& in) {
  for (const auto& single : in.response.singles)
    if (single.status.next_update > in.context.responder_not_after) return "nextUpdate is behind the responder certificate's notAfter";
  return pass;
}

} // namespace

const OcspLint within_responder{"within_responder", "MRSP 6", date(2026, 7, 1), always, run};

} // namespace lint::ocsp
