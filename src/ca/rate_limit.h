#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <mutex>

namespace ca {

/// A bucket of certificates that fills evenly over an hour; measured by the steady clock, so that a moved clock fills nothing.
class RateLimit {
public:
  explicit RateLimit(std::uint64_t per_hour) : capacity_(static_cast<double>(per_hour)), level_(capacity_) {}

  bool take(std::chrono::steady_clock::time_point now = std::chrono::steady_clock::now()) {
    const std::scoped_lock lock(mutex_);
    const std::chrono::duration<double, std::ratio<3600>> hours = now - filled_;
    level_ = std::min(capacity_, level_ + hours.count() * capacity_);
    filled_ = now;
    if (level_ < 1) return false;
    level_ -= 1;
    return true;
  }

private:
  std::mutex mutex_;
  double capacity_, level_;
  std::chrono::steady_clock::time_point filled_ = std::chrono::steady_clock::now();
};

} // namespace ca
