#include "usecases/throttle.h"

#include "core/time.h"
#include "usecases/errors.h"

#include <arpa/inet.h>

#include <array>

namespace usecases {
namespace {

constexpr std::size_t most_keys = 100'000;

} // namespace

void Throttle::drop_old(std::deque<core::Instant>& failures, core::Instant now) const {
  // One that lies ahead was counted before the clock was set back: it would block for as long as that.
  while (!failures.empty() && (failures.front() + window_ <= now || failures.front() > now)) failures.pop_front();
}

void Throttle::make_room(core::Instant now) {
  if (failures_.size() < most_keys) return;
  for (auto entry = failures_.begin(); entry != failures_.end();) {
    drop_old(entry->second, now);
    entry = entry->second.empty() ? failures_.erase(entry) : std::next(entry);
  }
  if (failures_.size() >= most_keys) failures_.erase(failures_.begin());
}

core::Result<void> Throttle::check(std::string_view key, core::Instant now) {
  const std::lock_guard lock(mutex_);
  const auto found = failures_.find(std::string(key));
  if (found == failures_.end()) return {};
  drop_old(found->second, now);
  if (found->second.size() < allowed_) return {};
  const auto wait = found->second.front() + window_ - now;
  const auto until = core::to_time_param(now + wait + std::chrono::seconds{59}, core::TimeZone::tokyo());
  return core::fail(errors::too_many_attempts, {{"seconds", std::to_string(std::max<std::int64_t>(1, wait.count()))}, {"until", until}});
}

void Throttle::count(std::string_view key, core::Instant now) {
  const std::lock_guard lock(mutex_);
  make_room(now);
  auto& failures = failures_[std::string(key)];
  failures.push_back(now);
  if (failures.size() > allowed_) failures.pop_front();
}

void Throttle::forget(std::string_view key) {
  const std::lock_guard lock(mutex_);
  failures_.erase(std::string(key));
}

std::string throttle_address(std::string_view remote_address) {
  std::string text(remote_address);
  in6_addr address{};
  if (::inet_pton(AF_INET6, text.c_str(), &address) != 1) return text;
  std::fill(std::begin(address.s6_addr) + 8, std::end(address.s6_addr), std::uint8_t{0});
  std::array<char, INET6_ADDRSTRLEN> prefix{};
  ::inet_ntop(AF_INET6, &address, prefix.data(), prefix.size());
  return std::string(prefix.data()) + "/64";
}

} // namespace usecases
