#include "lint/ocsp/lints.h"

namespace lint::ocsp {
namespace {

Verdict run(const OcspInput& in) {
  // Counted inclusively: the last second belongs to the interval.
  for (const auto& single : in.response.singles) {
    const auto interval = single.status.next_update - single.status.this_update + std::chrono::seconds(1);
    if (interval < in.context.min_interval || interval > in.context.max_interval)
      return "the validity interval of " + std::to_string(interval.count()) + " s is outside its limits";
  }
  return pass;
}

} // namespace

const OcspLint interval{"interval", "BR 4.9.10; MSTRP 3.2.2", date(2020, 9, 30), always, run};

} // namespace lint::ocsp
