#pragma once

#include "core/result.h"
#include "core/semaphore.h"
#include "pki/signer_protocol.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_map>

namespace outbound {

/// One connection to the signer with a thread that hands replies to those who wait for them.
class SignerConnection {
public:
  /// `signer_unreachable` where nobody listens.
  static core::Result<std::shared_ptr<SignerConnection>> open(const std::filesystem::path& socket);
  ~SignerConnection();

  core::Result<pki::signer::Reply> call(const pki::signer::Request& request, std::chrono::milliseconds timeout);
  bool usable() const { return usable_; }

private:
  explicit SignerConnection(int fd);
  struct Waiter {
    core::Semaphore answered;
    std::optional<pki::signer::Reply> reply;
  };
  core::Result<void> ask(const pki::signer::Request& request, std::uint64_t id);
  bool send(core::ByteView frame);
  bool forget(std::uint64_t id);
  /// Takes a waiter off the list: from then on it waits for its release, whatever its timeout.
  Waiter* take(std::uint64_t id);
  void read_replies();
  bool hand_out(pki::signer::FrameReader& reader);
  void give_up();

  int fd_;
  std::atomic<bool> usable_ = true;
  std::mutex sending_;
  std::mutex waiting_;
  std::uint64_t next_id_ = 1;
  std::unordered_map<std::uint64_t, Waiter*> waiters_;
  std::thread reader_;
};

} // namespace outbound
