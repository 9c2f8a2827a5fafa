#pragma once

#include "core/clock.h"

#include <optional>

namespace domain {

/// What keeping a vetting record depends on.
struct RetentionFacts {
  core::Instant recorded_at{};                     ///< when the newest of it came to be
  std::optional<core::Instant> decided_at = {};    ///< when the application ended without a certificate
  std::optional<core::Instant> last_expiry = {};   ///< of the certificates that rely on it
  std::optional<core::Instant> last_reliance = {}; ///< the newest issue that relied on it
  bool goes_on = false;                            ///< the case is not decided yet
};
/// Until when it must be kept: so many years after the latest of these; nothing while the case goes on.
std::optional<core::Instant> keep_until(const RetentionFacts& facts, int years);
/// Whether it may be destroyed at `now`.
bool may_destroy(const RetentionFacts& facts, int years, core::Instant now);

} // namespace domain
