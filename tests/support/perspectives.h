#pragma once

#include "core/config.h"
#include "outbound/perspectives.h"
#include "outside/process.h"

#include <deque>
#include <string>
#include <vector>

namespace support {

/// Where a perspective of the tests looks names up.
struct PerspectiveDns {
  std::vector<std::string> stubs;
  std::string trust_anchor;
};

/// Real `shomei perspective` processes on loopback, far from each other on paper.
class RemotePerspectives {
public:
  /// One more; returns its place in the list. `test_map` entries are `host:port=port`.
  std::size_t start(const PerspectiveDns& dns, const std::vector<std::string>& test_map = {});
  void stop(std::size_t index) { running_.at(index).process.stop(); }
  /// For a server's configuration.
  std::vector<core::Config::Perspective> config() const;
  /// For a client of its own.
  std::vector<outbound::PerspectiveAddress> addresses() const;

private:
  struct Running {
    core::Config::Perspective config;
    outside::ChildProcess process;
  };
  outside::TemporaryDirectory directory_;
  std::deque<Running> running_;
};

} // namespace support
