#pragma once

#include "usecases/world.h"

namespace usecases {

/// Reminds, once, everybody who has not answered a mailed link for three days; how many that were.
core::Result<std::int64_t> remind_consents(World& world);

} // namespace usecases
