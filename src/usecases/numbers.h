#pragma once

#include "usecases/world.h"

#include <string>
#include <string_view>

namespace usecases {

/// The next number of a kind of paper in the desk's year: `A-2026-000001`. Taken in a transaction of its own, so that a
/// PDF that shows it can be drawn before the paper is stored; a number whose paper was never stored stays unused.
core::Result<std::string> take_number(World& world, std::string_view prefix, core::Instant now);

inline constexpr std::string_view quote_prefix = "Q";
inline constexpr std::string_view order_prefix = "A";
inline constexpr std::string_view invoice_prefix = "INV";
inline constexpr std::string_view receipt_prefix = "R";
inline constexpr std::string_view application_prefix = "S";

} // namespace usecases
