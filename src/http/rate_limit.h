#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace http {

/// Token buckets by key, bounded in number; buckets that are full again are forgotten.
class RateLimiter {
public:
  using Seconds = std::chrono::seconds;
  using TimePoint = std::chrono::steady_clock::time_point;
  RateLimiter(int burst, double per_minute, std::size_t max_keys = 100'000)
      : burst_(burst), per_second_(per_minute / 60.0), max_keys_(max_keys) {}

  /// Takes one token, or returns after how many seconds one will be there.
  std::optional<Seconds> take(std::string_view key, TimePoint now = std::chrono::steady_clock::now());

private:
  struct Bucket {
    double tokens;
    TimePoint at;
  };
  void forget_full(TimePoint now);

  double burst_;
  double per_second_;
  std::size_t max_keys_;
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
};

} // namespace http
