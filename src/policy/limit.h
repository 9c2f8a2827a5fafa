#pragma once

#include "core/clock.h"

#include <chrono>
#include <string>
#include <string_view>

namespace policy {

/// A length of time as a rule states it: seconds, or calendar months that have no fixed number of seconds.
struct Limit {
  int months = 0;
  std::chrono::seconds seconds{0};

  /// The last instant at which something of `start` is within the limit (inclusive).
  core::Instant end_from(core::Instant start) const;
  /// `t - start <= limit`.
  bool allows(core::Instant start, core::Instant t) const { return t <= end_from(start); }
  /// The limit's length in seconds when it begins at `start`.
  std::chrono::seconds length_from(core::Instant start) const { return end_from(start) - start; }
  friend bool operator==(const Limit&, const Limit&) = default;
};

/// `200 days`, `27 months`, in the reader's language (`ja` | `en`).
std::string describe(const Limit& limit, std::string_view language);

} // namespace policy
