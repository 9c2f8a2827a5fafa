#include "lint/ocsp/lints.h"

namespace lint::ocsp {
namespace {

Verdict run(const OcspInput& in) {
  if (!in.response.singles.empty()) return pass;
  return "there is no SingleResponse";
}

} // namespace

const OcspLint has_status{"has_status", "RFC 6960 4.2.1", date(2013, 6, 1), always, run};

} // namespace lint::ocsp
