#include "http/connection.h"

#include "core/errors.h"
#include "core/log.h"
#include "http/errors.h"
#include "http/problem.h"

#include <boost/asio/post.hpp>

#include <array>
#include <charconv>
#include <cstring>
#include <ctime>
#include <utility>

namespace http {
namespace {

namespace asio = boost::asio;

constexpr std::size_t copied_body = std::size_t{16} << 10U; ///< larger bodies are not copied into the output
constexpr std::size_t output_full = std::size_t{64} << 10U; ///< pipelined answers are gathered up to this
constexpr std::size_t linger_limit = std::size_t{4} << 20U;
constexpr std::size_t slowest_body = std::size_t{32} << 10U; ///< bytes a second
constexpr std::chrono::seconds linger_time{2};

void append_number(std::string& out, std::size_t number) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), end.ptr);
}

bool has_content(int status) { return status != 204 && status != 304; }

} // namespace

const std::string& Shard::date_line() {
  const auto now = std::time(nullptr);
  if (now != dated_) {
    dated_ = now;
    std::tm utc{};
    ::gmtime_r(&now, &utc);
    std::array<char, 64> text{};
    date_line_.assign(text.data(), std::strftime(text.data(), text.size(), "Date: %a, %d %b %Y %H:%M:%S GMT\r\n", &utc));
  }
  return date_line_;
}

Connection::Connection(Shard& shard, Shard::Socket socket, const Router& router, const TlsContext* tls)
    : shard_(shard), socket_(std::move(socket)), router_(router), transport_(socket_.native_handle(), tls),
      reader_(shard.options.limits.header_bytes) {
  boost::system::error_code ignored;
  socket_.non_blocking(true, ignored);
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  const auto peer = socket_.remote_endpoint(ignored);
  remote_address_ = peer.address().to_string();
  reader_.request().remote_address = remote_address_;
  reader_.request().listener = router.listener();
  reader_.request().secure = transport_.secure();
}

void Connection::start(Connections::iterator self) {
  self_ = self;
  phase_ = transport_.secure() ? Phase::handshake : Phase::reading;
  set_read_deadline(transport_.secure() ? shard_.options.limits.handshake_time : shard_.options.limits.header_time);
  run();
}

/// Goes on until an operation is pending or the connection is done.
void Connection::run() {
  while (step()) {
  }
  if (phase_ == Phase::closed && !pending_) destroy();
}

bool Connection::step() {
  switch (phase_) {
  case Phase::handshake:
    return step_handshake();
  case Phase::reading:
    return step_reading();
  case Phase::writing:
    return step_writing();
  case Phase::lingering:
    return step_lingering();
  case Phase::working:
  case Phase::closed:
    return false;
  }
  return false;
}

bool Connection::step_handshake() {
  const auto outcome = transport_.handshake();
  if (outcome.ended) return end();
  if (outcome.wants != Transport::Wants::nothing) return wait_for(outcome.wants);
  phase_ = Phase::reading;
  set_read_deadline(shard_.options.limits.header_time);
  return true;
}

bool Connection::step_reading() {
  switch (reader_.advance()) {
  case RequestReader::State::incomplete:
    return receive();
  case RequestReader::State::head:
    return plan_request();
  case RequestReader::State::complete:
    return dispatch();
  case RequestReader::State::refused:
    return refuse(reader_.refusal());
  }
  return false;
}

bool Connection::receive() {
  if (!out_.empty()) {
    phase_ = Phase::writing;
    return true;
  }
  if (idle_ && shard_.draining) return end();
  const auto outcome = transport_.read(reader_.space());
  if (outcome.ended) return end();
  if (outcome.wants != Transport::Wants::nothing) {
    reader_.release_buffer();
    return wait_for(outcome.wants);
  }
  if (idle_) set_read_deadline(shard_.options.limits.header_time);
  idle_ = false;
  reader_.added(outcome.bytes);
  return true;
}

bool Connection::plan_request() {
  const auto& request = reader_.request();
  plan_ = router_.plan(request.method, request.path);
  reader_.accept_body(plan_.options.body_limit);
  keep_ = reader_.keep_alive() && !shard_.draining;
  if (reader_.body_size_announced() > 0)
    set_read_deadline(shard_.options.limits.body_time + std::chrono::seconds(reader_.body_size_announced() / slowest_body));
  if (reader_.expects_continue() && reader_.advance() == RequestReader::State::incomplete)
    out_ += "HTTP/1.1 100 Continue\r\n\r\n"; // goes out before the next read
  return true;
}

/// A problem in the language that the request asked for, as far as it was read.
Response Connection::refusal(const core::Error& error) {
  const auto& wanted = shard_.options.language;
  const auto header = reader_.in_request() ? reader_.request().header("Accept-Language") : std::nullopt;
  return numbered_problem(error, header ? core::negotiate_language(*header, wanted) : wanted);
}

Answer Connection::call_handler(bool may_block) {
  try {
    reader_.request().may_block = may_block;
    const bool again = plan_.options.runs == Runs::inline_first && !may_block; // a worker may need them too
    return (*plan_.handler)(reader_.request(), again ? PathParameters(plan_.parameters) : std::move(plan_.parameters));
  } catch (const std::exception& bug) {
    return bug_in_handler(bug);
  }
}

Response Connection::bug_in_handler(const std::exception& bug) {
  core::log::error("handler_threw", {{"what", bug.what()}, {"path", std::string(reader_.request().path)}});
  return refusal({core::errors::internal_error, {}, {}, {}});
}

bool Connection::dispatch() {
  if (plan_.options.runs == Runs::on_worker) return run_on_worker();
  auto made = call_handler(false);
  if (auto* response = std::get_if<Response>(&made)) return answer(std::move(*response));
  return run_on_worker();
}

bool Connection::run_on_worker() {
  phase_ = Phase::working;
  pending_ = true;
  if (shard_.workers.submit([this] { work(); })) return false;
  pending_ = false;
  phase_ = Phase::reading;
  return answer(refusal({errors::server_busy, {{"seconds", "1"}}, {}, {}}));
}

void Connection::work() {
  auto made = call_handler(true);
  if (auto* later = std::get_if<Later<Response>>(&made)) return put_off(std::move(*later));
  hand_back(std::get<Response>(std::move(made)));
}

/// Once begun, the answer may be made, sent and this connection gone before `begin` returns.
void Connection::put_off(Later<Response>&& later) {
  auto begin = std::move(later.begin);
  finish_ = std::move(later.finish);
  shard_.workers.expect();
  begin([this, waits = std::move(later.waits)]() mutable {
    auto& workers = shard_.workers;
    if (waits()) return workers.resume([this] { hand_back(finish()); });
    asio::post(shard_.io, [this] { resume(finish()); });
    workers.stop_expecting();
  });
}

Response Connection::finish() {
  try {
    return std::exchange(finish_, nullptr)();
  } catch (const std::exception& bug) {
    return bug_in_handler(bug);
  }
}

void Connection::hand_back(Response&& response) {
  asio::post(shard_.io, [this, made = std::move(response)]() mutable { resume(std::move(made)); });
}

void Connection::resume(Response&& response) {
  pending_ = false;
  if (phase_ != Phase::closed && answer(std::move(response))) return run();
  if (phase_ == Phase::closed) destroy();
}

void Connection::append_head(const Response& response, bool keep) {
  out_ += "HTTP/1.1 ";
  append_number(out_, static_cast<std::size_t>(response.status));
  out_ += ' ';
  out_ += reason_phrase(response.status);
  out_ += "\r\n";
  out_ += shard_.date_line();
  out_ += response.head();
  if (has_content(response.status)) {
    out_ += "Content-Length: ";
    append_number(out_, response.body().size());
    out_ += "\r\n";
  }
  if (!keep)
    out_ += "Connection: close\r\n";
  else if (reader_.is_http_1_0())
    out_ += "Connection: keep-alive\r\n";
  out_ += "\r\n";
}

/// Puts an answer into the output. Answers of pipelined requests go out together.
bool Connection::answer(Response&& response) {
  keep_ = keep_ && !response.close && !shard_.draining;
  append_head(response, keep_);
  const bool with_body = has_content(response.status) && reader_.request().method != Method::head;
  if (with_body && response.body().size() <= copied_body) {
    out_ += response.body();
  } else if (with_body) {
    large_ = std::move(response);
    large_body_ = large_.body();
  }
  reader_.next();
  const bool gather = keep_ && large_body_.empty() && reader_.has_bytes() && out_.size() < output_full;
  phase_ = gather ? Phase::reading : Phase::writing;
  set_read_deadline(shard_.options.limits.header_time);
  return true;
}

/// Refuses what cannot be read as a request; nothing after it can be trusted.
bool Connection::refuse(const core::ErrorCode& code) {
  auto response = refusal({code, {}, {}, {}});
  response.close = true;
  linger_ = true;
  return answer(std::move(response));
}

bool Connection::step_writing() {
  if (sent_ == 0) set_deadline(shard_.options.limits.write_time);
  while (sent_ < out_.size() + large_body_.size()) {
    const auto head = sent_ < out_.size() ? std::string_view(out_).substr(sent_) : std::string_view();
    const auto body = sent_ < out_.size() ? large_body_ : large_body_.substr(sent_ - out_.size());
    const auto outcome = transport_.write(head, body);
    if (outcome.ended) return end();
    if (outcome.wants != Transport::Wants::nothing) return wait_for(outcome.wants);
    sent_ += outcome.bytes;
    set_deadline(shard_.options.limits.write_time);
  }
  sent_ = 0;
  if (out_.capacity() > output_full) out_ = std::string();
  out_.clear();
  large_body_ = {};
  large_ = Response();
  if (!keep_ && linger_) {
    transport_.end_writing();
    phase_ = Phase::lingering;
    set_deadline(linger_time);
    return true;
  }
  if (!keep_) {
    transport_.end_writing();
    return end();
  }
  phase_ = Phase::reading;
  deadline_ = read_deadline_;
  return reader_.in_request() || reader_.has_bytes() || rest();
}

/// Between requests: no large buffer. A plain socket is read as soon as it has something, which spares the kernel the
/// re-arming of a wait; TLS may already hold bytes that the socket no longer shows.
bool Connection::rest() {
  idle_ = true;
  if (shard_.draining) return end();
  set_deadline(shard_.options.limits.idle_time);
  if (transport_.secure()) return true;
  reader_.release_buffer();
  pending_ = true;
  socket_.async_receive(asio::buffer(first_bytes_), [this](const boost::system::error_code& error, std::size_t count) {
    pending_ = false;
    if (error)
      phase_ = Phase::closed;
    else
      begin_request(count);
    run();
  });
  return false;
}

void Connection::begin_request(std::size_t count) {
  if (phase_ == Phase::closed) return;
  set_read_deadline(shard_.options.limits.header_time);
  idle_ = false;
  std::memcpy(reader_.space().data(), first_bytes_.data(), count);
  reader_.added(count);
}

/// Reads on for a moment after a refusal: closing with unread bytes would reset the connection and lose the answer.
bool Connection::step_lingering() {
  std::array<char, 4096> scrap{};
  const auto outcome = transport_.read(scrap);
  discarded_ += outcome.bytes;
  if (outcome.ended || discarded_ > linger_limit) return end();
  return outcome.wants == Transport::Wants::nothing || wait_for(outcome.wants);
}

bool Connection::wait_for(Transport::Wants wants) {
  pending_ = true;
  const auto kind = wants == Transport::Wants::read ? Shard::Socket::wait_read : Shard::Socket::wait_write;
  socket_.async_wait(kind, [this](const boost::system::error_code& error) {
    pending_ = false;
    if (error) phase_ = Phase::closed;
    run();
  });
  return false;
}

void Connection::set_deadline(std::chrono::seconds from_now) { deadline_ = Shard::Clock::now() + from_now; }

void Connection::set_read_deadline(std::chrono::seconds from_now) {
  set_deadline(from_now);
  read_deadline_ = deadline_;
}

void Connection::check_deadline(Shard::Clock::time_point now) {
  if (phase_ == Phase::working || phase_ == Phase::closed || now < deadline_) return;
  if (phase_ == Phase::reading && !idle_ && sent_ == 0) {
    auto response = refusal({errors::request_timeout, {}, {}, {}});
    append_head(response, false);
    (void)transport_.write(out_, response.body());
  }
  close();
}

void Connection::drain() {
  keep_ = false;
  if (phase_ == Phase::handshake || (phase_ == Phase::reading && idle_)) close();
}

bool Connection::end() {
  phase_ = Phase::closed;
  return false;
}

void Connection::close() {
  const bool was_pending = pending_;
  phase_ = Phase::closed;
  boost::system::error_code ignored;
  socket_.close(ignored);
  if (!was_pending) destroy();
}

void Connection::destroy() { shard_.connections.erase(self_); }

} // namespace http
