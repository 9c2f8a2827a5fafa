#pragma once

#include "core/clock.h"

#include <chrono>

namespace domain {

/// How long a second factor, once shown, suffices for acts that ask for it.
inline constexpr std::chrono::minutes second_factor_life{5};

/// The instant from which it must be shown again; the epoch where it never was.
constexpr core::Instant second_factor_until(core::Instant shown_at) {
  return shown_at > core::Instant{} ? shown_at + second_factor_life : core::Instant{};
}

} // namespace domain
