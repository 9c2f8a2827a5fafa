#pragma once

#include "core/result.h"
#include "pki/signer_protocol.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>

namespace outbound {

/// One connection to the signer. A thread sends what has gathered, another one hands out the replies.
class SignerConnection : public std::enable_shared_from_this<SignerConnection> {
public:
  using Then = std::move_only_function<void(core::Result<pki::signer::Reply>)>;

  /// `signer_unreachable` where nobody listens.
  static core::Result<std::shared_ptr<SignerConnection>> open(const std::filesystem::path& socket);
  /// Everybody who still waits is told `signer_unavailable`.
  ~SignerConnection();

  /// Sends an encoded request under an id of its own. Calls `then` once, with the reply, or `signer_unavailable` where none came within
  /// `timeout` (to a quarter of a second) or the connection broke. It is called by a thread of the connection's, or before this returns,
  /// and must not wait.
  void ask(core::Bytes frame, std::chrono::milliseconds timeout, Then then);
  bool usable() const { return usable_; }
  /// Whether nobody waits for a reply.
  bool idle() const;

private:
  using Clock = std::chrono::steady_clock;
  struct Waiter {
    Then then;
    Clock::time_point until;
  };
  explicit SignerConnection(int fd);
  core::Result<void> enqueue(core::Bytes& frame, Waiter& waiter);
  void send_requests();
  void read_replies();
  bool hand_out(pki::signer::FrameReader& reader);
  void give_up_late();
  void give_up_all();

  int fd_;
  std::atomic<bool> usable_ = true;
  mutable std::mutex mutex_;
  std::condition_variable to_send_;
  bool closing_ = false;
  core::Bytes outgoing_;
  std::uint64_t next_id_ = 1;
  std::unordered_map<std::uint64_t, Waiter> waiters_;
  std::thread sender_;
  std::thread reader_;
};

} // namespace outbound
