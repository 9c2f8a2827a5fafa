#pragma once

#include "ca/files.h"
#include "ca/signer.h"
#include "core/result.h"

#include <atomic>
#include <filesystem>
#include <list>
#include <memory>
#include <thread>

namespace ca {

/// Serves the signer protocol (docs/formats/signer-protocol.md) on a unix socket that only the signer's own user and the
/// configured ones may use. A thread a connection: whatever frames are at hand on it form one batch.
class SignerServer {
public:
  /// From now on clients can connect and leave requests, which `run` answers. `signer_socket_unavailable` where the path cannot be bound. A
  /// socket left by a dead signer is replaced.
  static core::Result<std::unique_ptr<SignerServer>> listen(Signer& signer, const std::filesystem::path& socket);
  ~SignerServer();

  /// Serves until `stop` becomes readable, then answers what has arrived and returns.
  void run(int stop);

private:
  struct Connection {
    Descriptor socket;
    std::atomic<bool> done = false;
    std::thread thread;
  };
  SignerServer(Signer& signer, Descriptor listener, std::filesystem::path socket)
      : signer_(signer), listener_(std::move(listener)), path_(std::move(socket)) {}
  void accept_one();
  void serve(Connection& connection);
  bool may_use(int fd) const;
  void reap();

  Signer& signer_;
  Descriptor listener_;
  std::filesystem::path path_;
  std::list<Connection> connections_;
};

} // namespace ca
