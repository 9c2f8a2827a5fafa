#pragma once

#include "http/request_reader.h"
#include "http/router.h"
#include "http/server.h"
#include "http/transport.h"
#include "http/worker_pool.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <array>
#include <chrono>
#include <list>
#include <memory>
#include <string>

namespace http {

class Connection;
using Connections = std::list<std::unique_ptr<Connection>>;

/// What the connections of one thread share.
struct Shard {
  using Executor = boost::asio::io_context::executor_type;
  using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;
  using Clock = std::chrono::steady_clock;

  const ServerOptions& options;
  WorkerPool& workers;
  boost::asio::io_context io{1};
  Connections connections;
  bool draining = false;

  Shard(const ServerOptions& with, WorkerPool& pool) : options(with), workers(pool) {}
  /// The Date header line of this second.
  const std::string& date_line();

private:
  std::time_t dated_ = 0;
  std::string date_line_;
};

/// One connection: reads requests in order, answers them in order. Lives on its shard's thread; has at most one pending
/// operation (a wait on the socket, or a handler on a worker), whose completion drives everything.
class Connection {
public:
  Connection(Shard& shard, Shard::Socket socket, const Router& router, const TlsContext* tls);

  void start(Connections::iterator self);
  /// Ends what takes too long; called once a second.
  void check_deadline(Shard::Clock::time_point now);
  /// Closes an idle connection; a busy one after its answer.
  void drain();
  /// Closes at once; destroys the connection unless an operation is pending, whose completion then does.
  void close();

private:
  enum class Phase : std::uint8_t { handshake, reading, working, writing, lingering, closed };

  void run();
  bool step();
  bool step_handshake();
  bool step_reading();
  bool step_writing();
  bool step_lingering();
  bool receive();
  bool plan_request();
  bool dispatch();
  bool run_on_worker();
  void work();
  void put_off(Later<Response>&& later);
  Response finish();
  void hand_back(Response&& response);
  void resume(Response&& response);
  Response refusal(const core::Error& error);
  Answer call_handler(bool may_block);
  Response bug_in_handler(const std::exception& bug);
  bool answer(Response&& response);
  bool refuse(const core::ErrorCode& code);
  void append_head(const Response& response, bool keep);
  bool wait_for(Transport::Wants wants);
  bool rest();
  void begin_request(std::size_t count);
  void set_deadline(std::chrono::seconds from_now);
  void set_read_deadline(std::chrono::seconds from_now);
  bool end();
  void destroy();

  Shard& shard_;
  Shard::Socket socket_;
  const Router& router_;
  Transport transport_;
  std::string remote_address_;
  RequestReader reader_;
  Plan plan_;
  std::move_only_function<Response()> finish_; ///< of an answer that comes later
  Phase phase_ = Phase::handshake;
  bool pending_ = false;               ///< an operation's completion will come
  bool idle_ = false;                  ///< between requests
  std::array<char, 1024> first_bytes_; ///< of the next request
  bool keep_ = true;
  bool linger_ = false;
  std::size_t discarded_ = 0;
  Shard::Clock::time_point deadline_;
  Shard::Clock::time_point read_deadline_; ///< of the request being read, kept while something is written
  std::string out_;                        ///< answers not yet sent
  std::size_t sent_ = 0;                   ///< of out_ and the large body together
  Response large_;                         ///< an answer whose body is sent from where it is
  std::string_view large_body_;
  Connections::iterator self_;
};

} // namespace http
