#pragma once

#include "usecases/world.h"

namespace usecases {

/// Queues the issuing of approved applications whose job has given up: what stood in the way, such as a CAA record, may be gone.
core::Result<void> issue_waiting(World& world);

} // namespace usecases
