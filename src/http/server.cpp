#include "http/server.h"

#include "core/log.h"
#include "http/connection.h"
#include "http/errors.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <charconv>
#include <csignal>
#include <future>
#include <thread>

#include <sys/socket.h>

namespace http {
namespace {

namespace asio = boost::asio;
using SocketAddress = asio::ip::tcp::endpoint;
using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Shard::Executor>;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Shard::Executor>;

core::Failure listen_failure(std::string_view address, std::string cause) {
  return core::fail(errors::listen_failed, {{"address", std::string(address)}}, std::move(cause));
}

core::Result<SocketAddress> parse_address(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return listen_failure(text, "no port");
  auto host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host == "localhost") host = "127.0.0.1";
  std::uint16_t port = 0;
  const auto digits = text.substr(colon + 1);
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  boost::system::error_code error;
  const auto address = asio::ip::make_address(std::string(host), error);
  if (error || parsed.ec != std::errc() || parsed.ptr != digits.data() + digits.size()) return listen_failure(text, "not an address");
  return SocketAddress(address, port);
}

std::string address_text(const SocketAddress& endpoint) {
  const auto host = endpoint.address().to_string();
  return (endpoint.address().is_v6() ? '[' + host + ']' : host) + ':' + std::to_string(endpoint.port());
}

/// With SO_REUSEPORT a second server could share our port unnoticed; a bind without it finds out.
core::Result<void> check_port_is_free(const SocketAddress& endpoint) {
  asio::io_context io;
  Acceptor probe(io);
  boost::system::error_code error;
  probe.open(endpoint.protocol(), error);
  if (!error) probe.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) probe.bind(endpoint, error);
  if (error) return listen_failure(address_text(endpoint), error.message());
  return {};
}

/// One listening socket of one shard.
struct Door {
  Acceptor acceptor;
  const Router* router;
  const TlsContext* tls;
  Timer pause;
};

core::Result<Acceptor> open_acceptor(asio::io_context& io, const SocketAddress& endpoint) {
  Acceptor acceptor(io);
  boost::system::error_code error;
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  const int on = 1;
  if (!error) ::setsockopt(acceptor.native_handle(), SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(1024, error);
  if (error) return listen_failure(address_text(endpoint), error.message());
  return acceptor;
}

/// A shard with its listening sockets and its thread.
class IoThread {
public:
  IoThread(const ServerOptions& options, WorkerPool& workers) : shard_(options, workers), reaper_(shard_.io) {}
  ~IoThread() {
    shard_.io.stop();
    if (thread_.joinable()) thread_.join();
  }
  IoThread(const IoThread&) = delete;
  IoThread& operator=(const IoThread&) = delete;

  core::Result<SocketAddress> listen(const SocketAddress& endpoint, const Router* router, const TlsContext* tls);
  void start();
  /// Ready once the thread has begun to.
  std::future<void> drain();
  void close_all();
  std::size_t connections() const { return count_.load(std::memory_order_relaxed); }

private:
  void accept(Door& door);
  void accepted(Door& door, Shard::Socket socket);
  void pause(Door& door);
  void reap();

  Shard shard_;
  std::list<Door> doors_;
  Timer reaper_;
  std::atomic<std::size_t> count_{0};
  std::thread thread_;
};

core::Result<SocketAddress> IoThread::listen(const SocketAddress& endpoint, const Router* router, const TlsContext* tls) {
  auto acceptor = TRY(open_acceptor(shard_.io, endpoint));
  auto bound = acceptor.local_endpoint();
  doors_.push_back(Door{std::move(acceptor), router, tls, Timer(shard_.io)});
  return bound;
}

void IoThread::start() {
  for (auto& door : doors_) accept(door);
  reap();
  thread_ = std::thread([this] {
    for (;;) {
      try {
        shard_.io.run();
        return;
      } catch (const std::exception& bug) {
        core::log::error("io_thread_threw", {{"what", bug.what()}});
      }
    }
  });
}

void IoThread::accept(Door& door) {
  door.acceptor.async_accept(shard_.io, [this, &door](const boost::system::error_code& error, Shard::Socket socket) {
    if (shard_.draining || error == asio::error::operation_aborted) return;
    if (error && error != asio::error::connection_aborted) return pause(door);
    if (!error) accepted(door, std::move(socket));
    accept(door);
  });
}

void IoThread::accepted(Door& door, Shard::Socket socket) {
  const auto limit = shard_.options.limits.connections / shard_.options.io_threads;
  if (shard_.connections.size() >= limit) return; // closes it
  auto& connections = shard_.connections;
  connections.push_back(std::make_unique<Connection>(shard_, std::move(socket), *door.router, door.tls));
  const auto self = std::prev(connections.end());
  (*self)->start(self);
  count_.store(connections.size(), std::memory_order_relaxed);
}

/// Out of descriptors: accepting at once would spin.
void IoThread::pause(Door& door) {
  door.pause.expires_after(std::chrono::milliseconds(100));
  door.pause.async_wait([this, &door](const boost::system::error_code& error) {
    if (!error) accept(door);
  });
}

void IoThread::reap() {
  reaper_.expires_after(shard_.draining ? std::chrono::milliseconds(20) : std::chrono::milliseconds(1000));
  reaper_.async_wait([this](const boost::system::error_code& error) {
    if (error && !shard_.draining) return;
    const auto now = Shard::Clock::now();
    for (auto at = shard_.connections.begin(); at != shard_.connections.end();) (*at++)->check_deadline(now);
    count_.store(shard_.connections.size(), std::memory_order_relaxed);
    reap();
  });
}

std::future<void> IoThread::drain() {
  auto done = std::make_unique<std::promise<void>>();
  auto begun = done->get_future();
  asio::post(shard_.io, [this, done = std::move(done)] {
    shard_.draining = true;
    for (auto& door : doors_) {
      boost::system::error_code ignored;
      door.acceptor.close(ignored);
      door.pause.cancel();
    }
    for (auto at = shard_.connections.begin(); at != shard_.connections.end();) (*at++)->drain();
    count_.store(shard_.connections.size(), std::memory_order_relaxed);
    reaper_.cancel(); // counts every 20 ms from now on
    done->set_value();
  });
  return begun;
}

void IoThread::close_all() {
  asio::post(shard_.io, [this] {
    for (auto at = shard_.connections.begin(); at != shard_.connections.end();) (*at++)->close();
  });
}

} // namespace

class Server::State {
public:
  explicit State(ServerOptions with)
      : options(std::move(with)), workers(std::make_unique<WorkerPool>(options.workers, options.limits.worker_queue)) {
    if (options.io_threads == 0) options.io_threads = 1;
    for (unsigned i = 0; i < options.io_threads; ++i) threads.push_back(std::make_unique<IoThread>(options, *workers));
  }
  ~State() { workers.reset(); } // running handlers end while the threads that they answer to still live

  core::Result<void> listen();
  std::size_t connections() const;

  ServerOptions options;
  std::vector<std::unique_ptr<TlsContext>> tls;
  std::unique_ptr<WorkerPool> workers;
  std::vector<std::unique_ptr<IoThread>> threads;
  std::vector<std::string> addresses;
};

core::Result<void> Server::State::listen() {
  for (const auto& wanted : options.listen) {
    auto endpoint = TRY(parse_address(wanted.address));
    if (endpoint.port() != 0) TRY(check_port_is_free(endpoint));
    const TlsContext* context = nullptr;
    if (wanted.tls) context = tls.emplace_back(TRY(TlsContext::load(*wanted.tls))).get();
    for (auto& thread : threads) endpoint = TRY(thread->listen(endpoint, wanted.router, context));
    addresses.push_back(address_text(endpoint));
  }
  return {};
}

std::size_t Server::State::connections() const {
  std::size_t total = 0;
  for (const auto& thread : threads) total += thread->connections();
  return total;
}

core::Result<std::unique_ptr<Server>> Server::start(ServerOptions options) {
  std::signal(SIGPIPE, SIG_IGN); // OpenSSL writes to the descriptor with write(2)
  auto state = std::make_unique<State>(std::move(options));
  TRY(state->listen());
  if (auto* metrics = state->options.metrics) {
    metrics->gauge("shomei_http_connections", "Open connections", [raw = state.get()] { return static_cast<double>(raw->connections()); });
    metrics->gauge("shomei_http_requests_waiting", "Requests waiting for a worker",
                   [raw = state.get()] { return static_cast<double>(raw->workers->waiting()); });
  }
  for (auto& thread : state->threads) thread->start();
  return std::unique_ptr<Server>(new Server(std::move(state)));
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::~Server() = default;

std::vector<std::string> Server::addresses() const { return state_->addresses; }

void Server::drain(std::chrono::milliseconds at_most) {
  const auto end = std::chrono::steady_clock::now() + at_most;
  std::vector<std::future<void>> begun;
  for (auto& thread : state_->threads) begun.push_back(thread->drain());
  for (auto& thread : begun) thread.wait_until(end);
  while (state_->connections() > 0 && std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  for (auto& thread : state_->threads) thread->close_all();
}

} // namespace http
