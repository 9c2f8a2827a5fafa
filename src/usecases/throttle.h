#pragma once

#include "core/clock.h"
#include "core/result.h"

#include <chrono>
#include <cstddef>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace usecases {

/// Counts failures (wrong passwords, wrong codes) by key in a sliding window, bounded in memory. Kept by each node for
/// itself: an attacker gains at most a factor of the number of nodes. Safe to use from many threads.
class Throttle {
public:
  Throttle(std::size_t allowed, std::chrono::seconds window) : allowed_(allowed), window_(window) {}

  /// `too_many_attempts` with the seconds to wait and the minute until when (Tokyo), once `allowed` failures lie in the window.
  core::Result<void> check(std::string_view key, core::Instant now);
  void count(std::string_view key, core::Instant now);
  void forget(std::string_view key);

private:
  void drop_old(std::deque<core::Instant>& failures, core::Instant now) const;
  void make_room(core::Instant now);

  std::size_t allowed_;
  std::chrono::seconds window_;
  std::mutex mutex_;
  std::unordered_map<std::string, std::deque<core::Instant>> failures_;
};

constexpr std::size_t mailings_per_day = 10;

/// The address that is counted: an IPv6 address stands for its /64, which is what one customer has.
std::string throttle_address(std::string_view remote_address);

} // namespace usecases
