#include "http/rate_limit.h"

#include <algorithm>
#include <cmath>

namespace http {

std::optional<RateLimiter::Seconds> RateLimiter::take(std::string_view key, TimePoint now) {
  const std::lock_guard lock(mutex_);
  if (buckets_.size() >= max_keys_) forget_full(now);
  auto& bucket = buckets_.try_emplace(std::string(key), Bucket{burst_, now}).first->second;
  const double elapsed = std::chrono::duration<double>(now - bucket.at).count();
  bucket.tokens = std::min(burst_, bucket.tokens + elapsed * per_second_);
  bucket.at = now;
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return std::nullopt;
  }
  return Seconds(static_cast<std::int64_t>(std::ceil((1 - bucket.tokens) / per_second_)));
}

void RateLimiter::forget_full(TimePoint now) {
  std::erase_if(buckets_, [&](const auto& entry) {
    return entry.second.tokens + std::chrono::duration<double>(now - entry.second.at).count() * per_second_ >= burst_;
  });
  if (buckets_.size() >= max_keys_) buckets_.clear(); // under a flood of keys a fresh start is better than no memory
}

} // namespace http
