#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace http {

enum class Method : std::uint8_t { get, head, post, put, patch, delete_, options, other };
std::string_view to_string(Method method);
Method parse_method(std::string_view text);

/// Which door a request came through; a router serves one of them.
enum class Listener : std::uint8_t { public_site, desk };
std::string_view to_string(Listener listener);

struct HeaderField {
  std::string_view name;
  std::string_view value;
};

/// One request. All views point into the connection's buffer and are valid until its answer is made.
struct Request {
  Method method = Method::get;
  std::string_view method_name = "GET";
  std::string_view target = "/";
  std::string_view path = "/"; ///< still percent-encoded
  std::string_view query;      ///< behind `?`, still percent-encoded
  std::span<const HeaderField> headers;
  std::string_view body;
  std::string_view remote_address;
  Listener listener = Listener::public_site;
  bool secure = false;   ///< came over TLS
  bool may_block = true; ///< false while the handler runs on the connection's thread

  /// The first field of that name, in any case.
  std::optional<std::string_view> header(std::string_view name) const;
  /// The value of a cookie; none where it occurs twice with different values.
  std::optional<std::string_view> cookie(std::string_view name) const;
};

/// One answer. The server adds Date, Content-Length and Connection.
class Response {
public:
  Response() = default;
  explicit Response(int status_code) : status(status_code) {}
  static Response text(int status_code, std::string content);
  /// Appends a header line; a name or value with a control character is a bug and ends the program.
  Response& header(std::string_view name, std::string_view value);
  Response& content(std::string_view media_type, std::string bytes);
  /// Bytes that outlive the server (an embedded asset).
  Response& content_view(std::string_view media_type, std::string_view bytes);

  std::optional<std::string_view> find(std::string_view name) const;
  std::vector<std::string_view> find_all(std::string_view name) const;
  std::string_view body() const { return view_.data() != nullptr ? view_ : std::string_view(body_); }
  /// The header lines, each ended by CRLF.
  const std::string& head() const { return head_; }
  /// Takes header lines and a body as another Response's `head()` and `body()` gave them.
  void restore(std::string_view head_lines, std::string bytes) {
    head_ = head_lines;
    body_ = std::move(bytes);
    view_ = {};
  }
  /// Appends header lines, each ended by CRLF.
  void append_head(std::string_view lines) { head_ += lines; }

  int status = 200;
  /// Closes the connection after this answer.
  bool close = false;

private:
  std::string head_;
  std::string body_;
  std::string_view view_;
};

/// No answer here: asks to be called again where it may block (Runs::inline_first).
struct OnWorker {};

/// A result that is not there yet, for which no thread waits.
template <class T>
struct Later {
  /// Called once, on the handler's worker; must not throw. Has `wake` called once, from any thread and perhaps at once.
  std::move_only_function<void(std::move_only_function<void()> wake)> begin;
  /// Whether `finish` may wait; asked once, when woken. What does not runs on the connection's thread, the rest on a worker.
  std::move_only_function<bool()> waits;
  /// Called once, after that; owns what the others need.
  std::move_only_function<T()> finish;
};

using Answer = std::variant<Response, Later<Response>, OnWorker>;

std::string_view reason_phrase(int status);

} // namespace http
