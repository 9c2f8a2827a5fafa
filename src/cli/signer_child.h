#pragma once

#include "core/result.h"

#include <filesystem>
#include <sys/types.h>

namespace cli {

/// `shomei-signer`, started as a child of this process on one machine. It dies with its parent.
class SignerChild {
public:
  /// Starts the program that lies beside this one and waits until its socket answers; `signer_not_started` otherwise.
  static core::Result<SignerChild> start(const std::filesystem::path& signer_data, const std::filesystem::path& socket);
  SignerChild(SignerChild&& other) noexcept;
  SignerChild& operator=(SignerChild&&) = delete;
  ~SignerChild();

  /// Whether it is still running; restarted by `revive` when not.
  bool alive();
  core::Result<void> revive();

private:
  SignerChild(std::filesystem::path data, std::filesystem::path socket) : data_(std::move(data)), socket_(std::move(socket)) {}
  core::Result<void> spawn();
  std::filesystem::path data_;
  std::filesystem::path socket_;
  pid_t process_ = -1;
};

} // namespace cli
