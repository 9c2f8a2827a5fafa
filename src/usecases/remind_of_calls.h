#pragma once

#include "usecases/world.h"

namespace usecases {

/// How long before a booked call its person is reminded of it.
inline constexpr std::chrono::hours call_reminder_time{24};

/// Reminds, once each, those who will be called within a day; how many that were.
core::Result<std::int64_t> remind_of_calls(World& world);

} // namespace usecases
