#pragma once

#include "outbound/smtp.h"
#include "outside/process.h"
#include "usecases/world.h"

#include <memory>

namespace support {

/// The parts of a use case's world over a given database: a clock that tests move, configuration as it comes, and no servers.
class BareWorld {
public:
  explicit BareWorld(storage::Database& database);
  ~BareWorld();
  BareWorld(const BareWorld&) = delete;
  BareWorld& operator=(const BareWorld&) = delete;

  usecases::World& world();
  core::MovableClock& clock();
  void advance(std::chrono::seconds time) { clock().set(clock().now() + time); }
  /// A client of the mail server at that port of loopback.
  outbound::SmtpClient smtp(std::uint16_t port);

private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

} // namespace support
