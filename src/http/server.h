#pragma once

#include "core/i18n.h"
#include "core/result.h"
#include "http/message.h"
#include "http/metrics.h"
#include "http/router.h"

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace http {

struct TlsFiles {
  std::string certificate_chain; ///< PEM, leaf first
  std::string private_key;       ///< PEM
};

struct ListenAddress {
  std::string address;  ///< `127.0.0.1:8080`, `[::1]:8080`; port 0 takes a free one
  const Router* router; ///< outlives the server
  std::optional<TlsFiles> tls = std::nullopt;
};

struct ServerLimits {
  std::size_t header_bytes = std::size_t{16} << 10U;
  std::size_t connections = 8192;
  std::size_t worker_queue = 1024; ///< requests waiting for a worker; more are answered 503
  std::chrono::seconds header_time{30};
  std::chrono::seconds body_time{30}; ///< plus one second for each 32 KiB of the body
  std::chrono::seconds write_time{30};
  std::chrono::seconds idle_time{75};
  std::chrono::seconds handshake_time{10};
};

struct ServerOptions {
  std::vector<ListenAddress> listen;
  unsigned io_threads = 1;
  unsigned workers = 8;
  ServerLimits limits = {};
  core::Language language = core::Language::ja; ///< of refusals before a request could be read
  Metrics* metrics = nullptr;                   ///< not printed any more once the server is gone
};

/// An HTTP/1.1 server (RFC 9112): a thread of connections per `io_threads`, a bounded pool for handlers that block.
/// Refuses what proxies and servers read differently (RFC 9112 11.2): missing or repeated Host, any Transfer-Encoding
/// but `chunked`, Transfer-Encoding in HTTP/1.0, Content-Length twice or beside it, folded header lines.
class Server {
public:
  /// Listens, and answers from now on.
  static core::Result<std::unique_ptr<Server>> start(ServerOptions options);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// The addresses with the ports in use, in the order of `listen`.
  std::vector<std::string> addresses() const;
  /// Stops accepting, lets running requests end with `Connection: close`, and returns when all are done or time is up.
  void drain(std::chrono::milliseconds at_most);

private:
  class State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

} // namespace http
