#pragma once

#include "usecases/world.h"

namespace usecases {

/// Reminds applicants who are awaited, once after each limit, and ends applications that waited too long (C10).
core::Result<void> remind_applicants(World& world);
/// Announces that an order's right to apply ends, once, and ends drafts whose right has ended (C04).
core::Result<void> end_old_drafts(World& world);

} // namespace usecases
