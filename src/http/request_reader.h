#pragma once

#include "core/error.h"
#include "http/message.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace http {

/// Turns the bytes of a connection into requests, with the checks of server.h; knows nothing of sockets.
/// The request's views point into this reader's buffer until `next()`.
class RequestReader {
public:
  enum class State : std::uint8_t {
    incomplete, ///< needs more bytes
    head,       ///< the head is read; `accept_body` comes next
    complete,
    refused, ///< `refusal()` says why; nothing more can be read
  };

  explicit RequestReader(std::size_t header_limit);
  ~RequestReader();
  RequestReader(const RequestReader&) = delete;
  RequestReader& operator=(const RequestReader&) = delete;

  /// Where the next bytes go; never empty unless complete or refused. `added` says how many came.
  std::span<char> space();
  void added(std::size_t count) { end_ += count; }

  State advance();
  /// Lets the body be read up to a limit; larger ones are refused with `body_too_large`.
  void accept_body(std::size_t limit);

  Request& request() { return request_; }
  const core::ErrorCode& refusal() const { return refusal_; }
  bool keep_alive() const { return keep_alive_; }
  bool is_http_1_0() const { return version_ == 10; }
  /// The client waits for `100 Continue` before it sends the body (RFC 9110 10.1.1).
  bool expects_continue() const;
  std::size_t body_size_announced() const { return announced_; }

  /// Forgets the request; bytes behind it stay.
  void next();
  bool has_bytes() const { return begin_ != end_; }
  /// Whether a request's head is read and the request not yet forgotten.
  bool in_request() const { return head_done_; }
  /// Gives the buffer's memory back while nothing is in it.
  void release_buffer();

private:
  class Parser;
  State refuse(core::ErrorCode code);
  State read_head();
  State read_body();
  bool check_head();
  bool check_field_counts();
  bool split_target();
  std::optional<std::size_t> find_head_end();
  void make_room();

  std::size_t header_limit_;
  std::size_t capacity_;
  std::unique_ptr<char[]> buffer_;
  std::size_t begin_ = 0;   ///< of what is not yet read
  std::size_t end_ = 0;     ///< of what has arrived
  std::size_t floor_ = 0;   ///< the request's head lies before it
  std::size_t scanned_ = 0; ///< how far the end of the head has been looked for
  State state_ = State::incomplete;
  bool head_done_ = false;
  bool keep_alive_ = false;
  int version_ = 11;
  std::size_t announced_ = 0;
  std::size_t body_limit_ = 0;
  core::ErrorCode refusal_{};
  std::unique_ptr<Parser> parser_;
  std::vector<HeaderField> fields_;
  std::string body_;
  Request request_;
};

} // namespace http
