#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

namespace core {

/// A second of UTC. Every stored and computed time is one of these; only screens know time zones.
using Instant = std::chrono::sys_seconds;

inline std::int64_t to_unix(Instant instant) { return instant.time_since_epoch().count(); }
inline Instant from_unix(std::int64_t seconds) { return Instant{std::chrono::seconds{seconds}}; }

/// Where an edge of the program asks for the time; inside, `now` is an argument.
class Clock {
public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
public:
  Instant now() const override { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }
};

/// A clock that tests set (G04). It runs on from the instant it was set to, at the speed of real time.
class MovableClock final : public Clock {
public:
  explicit MovableClock(Instant start) { set(start); }
  Instant now() const override { return system_.now() + std::chrono::seconds{offset_.load()}; }
  void set(Instant instant) { offset_.store((instant - system_.now()).count()); }

private:
  SystemClock system_;
  std::atomic<std::int64_t> offset_{0};
};

} // namespace core
