#pragma once

#include "core/result.h"

#include <vector>

namespace domain {

/// Every reason against something, in the order a person would mend them; empty means none. Each is an Error whose
/// words and params name the rule, what it met and the way out (B06).
using Problems = std::vector<core::Error>;

/// The first problem as a failure.
inline core::Result<void> first_problem(const Problems& problems) {
  if (problems.empty()) return {};
  return core::fail(problems.front());
}

} // namespace domain
