#pragma once

#include "core/clock.h"
#include "core/result.h"

#include <filesystem>
#include <optional>
#include <sys/types.h>

namespace cli {

/// `shomei-signer`, started as a child of this process on one machine. It dies with its parent.
class SignerChild {
public:
  /// Starts the program that lies beside this one; `wait` before it is needed.
  static core::Result<SignerChild> start(const std::filesystem::path& data, std::optional<core::Instant> test_clock = std::nullopt);
  SignerChild(SignerChild&& other) noexcept;
  SignerChild& operator=(SignerChild&&) = delete;
  ~SignerChild();

  /// Where the signer of a data directory listens.
  static std::filesystem::path socket_of(const std::filesystem::path& data) { return data / "signer" / "socket"; }

  /// Waits until requests can be left at its socket, which it answers when its keys are open; `signer_not_started` when it ends
  /// or takes too long.
  core::Result<void> wait();
  /// Whether it is still running; restarted by `revive` when not.
  bool alive();
  core::Result<void> revive();

private:
  SignerChild(std::filesystem::path data, std::optional<core::Instant> test_clock) : data_(std::move(data)), test_clock_(test_clock) {}
  core::Result<void> spawn();
  std::filesystem::path data_;
  std::optional<core::Instant> test_clock_;
  pid_t process_ = -1;
};

} // namespace cli
