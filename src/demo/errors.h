#pragma once

#include "core/error.h"

namespace demo::errors {

inline constexpr core::ErrorCode demo_step_failed{"demo_step_failed", core::ErrorKind::internal};

} // namespace demo::errors
