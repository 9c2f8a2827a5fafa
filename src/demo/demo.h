#pragma once

#include "cli/program.h"

namespace demo {

/// `shomei demo`: from an empty directory to a certificate that browsers accept, against real parts, one printed line a step; then
/// a server with a rich demo account. 0 when every step held.
core::Result<int> run(const cli::DemoOptions& options);

} // namespace demo
