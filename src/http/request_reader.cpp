#include "http/request_reader.h"

#include "http/errors.h"
#include "http/url.h"

#include <boost/beast/http/basic_parser.hpp>

#include <algorithm>
#include <cstring>

namespace http {
namespace {

namespace beast = boost::beast;

constexpr std::size_t max_fields = 128;
constexpr std::size_t body_room = 8192;

bool is_host_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("-._~%!$&'()*+;=:[]").contains(c);
}

} // namespace

/// Beast's parser with its findings stored as views (its own message class would copy each field).
class RequestReader::Parser final : public beast::http::basic_parser<true> {
public:
  explicit Parser(RequestReader& reader) : reader_(reader) { body_limit(boost::none); }

  bool in_head = true;

private:
  using Code = beast::error_code;
  using View = beast::string_view;

  static std::string_view to_view(View text) { return {text.data(), text.size()}; }

  void on_request_impl(beast::http::verb, View method, View target, int version, Code&) override {
    reader_.request_.method_name = to_view(method);
    reader_.request_.method = ::http::parse_method(to_view(method));
    reader_.request_.target = to_view(target);
    reader_.version_ = version;
  }
  void on_field_impl(beast::http::field, View name, View value, Code&) override {
    if (in_head) reader_.fields_.push_back({to_view(name), to_view(value)}); // trailer fields are dropped
  }
  std::size_t take(View bytes, Code& code) {
    if (reader_.body_.size() + bytes.size() > reader_.body_limit_) {
      code = beast::http::error::body_limit;
      return 0;
    }
    reader_.body_.append(bytes.data(), bytes.size());
    return bytes.size();
  }
  std::size_t on_body_impl(View bytes, Code& code) override { return take(bytes, code); }
  std::size_t on_chunk_body_impl(std::uint64_t, View bytes, Code& code) override { return take(bytes, code); }
  void on_response_impl(int, View, int, Code&) override {}
  void on_header_impl(Code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, Code&) override {}
  void on_chunk_header_impl(std::uint64_t, View, Code&) override {}
  void on_finish_impl(Code&) override {}

  RequestReader& reader_;
};

RequestReader::RequestReader(std::size_t header_limit) : header_limit_(header_limit), capacity_(header_limit + body_room) {}
RequestReader::~RequestReader() = default;

RequestReader::State RequestReader::refuse(core::ErrorCode code) {
  refusal_ = code;
  return state_ = State::refused;
}

std::span<char> RequestReader::space() {
  if (!buffer_) buffer_ = std::make_unique_for_overwrite<char[]>(capacity_);
  if (begin_ == end_ && begin_ != floor_) begin_ = end_ = floor_;
  if (end_ == capacity_) make_room();
  return {buffer_.get() + end_, capacity_ - end_};
}

/// Moves what is unread down to the floor: the start of the buffer, or the end of the head that views point into.
void RequestReader::make_room() {
  std::memmove(buffer_.get() + floor_, buffer_.get() + begin_, end_ - begin_);
  const auto moved = begin_ - floor_;
  scanned_ -= std::min(scanned_, moved);
  begin_ -= moved;
  end_ -= moved;
}

RequestReader::State RequestReader::advance() {
  if (state_ == State::complete || state_ == State::refused) return state_;
  return state_ = head_done_ ? read_body() : read_head();
}

/// The end of the head, or nothing yet. Refuses line ends and folds that others may read differently.
std::optional<std::size_t> RequestReader::find_head_end() {
  const char* data = buffer_.get();
  for (auto at = std::max(begin_, scanned_); at < end_;) {
    const auto* line_end = static_cast<const char*>(std::memchr(data + at, '\n', end_ - at));
    if (line_end == nullptr) break;
    const auto next = static_cast<std::size_t>(line_end - data) + 1;
    const auto line_start =
        static_cast<std::size_t>(std::find(std::reverse_iterator(line_end), std::reverse_iterator(data + begin_), '\n').base() - data);
    if (next < begin_ + 2 || data[next - 2] != '\r') return refuse(core::errors::malformed_request), std::nullopt; // bare LF
    if (line_start == next - 2) return next;                                                                       // the empty line
    if (line_start != begin_ && (data[line_start] == ' ' || data[line_start] == '\t'))
      return refuse(core::errors::malformed_request), std::nullopt; // obs-fold, RFC 9112 5.2
    scanned_ = at = next;
  }
  if (end_ - begin_ > header_limit_) refuse(errors::headers_too_large);
  return std::nullopt;
}

RequestReader::State RequestReader::read_head() {
  // A server should ignore an empty line before the request line (RFC 9112 2.2).
  while (end_ - begin_ >= 2 && buffer_[begin_] == '\r' && buffer_[begin_ + 1] == '\n') begin_ += 2;
  const auto head_end = find_head_end();
  if (!head_end) return state_ == State::refused ? state_ : State::incomplete;
  if (*head_end - begin_ > header_limit_) return refuse(errors::headers_too_large);
  parser_ = std::make_unique<Parser>(*this);
  beast::error_code code;
  const auto used = parser_->put({buffer_.get() + begin_, *head_end - begin_}, code);
  if (code == beast::http::error::bad_version) return refuse(errors::version_not_supported);
  if (code || !parser_->is_header_done()) return refuse(core::errors::malformed_request);
  begin_ += used;
  floor_ = begin_;
  head_done_ = true;
  parser_->in_head = false;
  parser_->eager(true);
  keep_alive_ = parser_->keep_alive();
  announced_ = parser_->content_length().value_or(0);
  request_.headers = fields_;
  if (fields_.size() > max_fields) return refuse(errors::headers_too_large);
  if (!check_field_counts() || !check_head() || !split_target()) return refuse(core::errors::malformed_request);
  return State::head;
}

/// What Beast lets pass and others may read differently (RFC 9112 3.2, 6.1, 6.3).
bool RequestReader::check_field_counts() {
  std::size_t hosts = 0;
  std::size_t lengths = 0;
  std::size_t codings = 0;
  for (const auto& field : fields_) {
    hosts += equal_ignoring_case(field.name, "Host") ? 1 : 0;
    lengths += equal_ignoring_case(field.name, "Content-Length") ? 1 : 0;
    codings += equal_ignoring_case(field.name, "Transfer-Encoding") ? 1 : 0;
  }
  if (hosts > 1 || (hosts == 0 && version_ == 11)) return false;
  if (lengths > 1 || codings > 1 || (lengths > 0 && codings > 0)) return false;
  return codings == 0 || version_ == 11;
}

bool RequestReader::check_head() {
  if (const auto coding = request_.header("Transfer-Encoding"); coding && !equal_ignoring_case(*coding, "chunked")) return false;
  if (const auto length = request_.header("Content-Length"); length && length->find_first_not_of("0123456789") != std::string_view::npos)
    return false; // Beast accepts a list of equal lengths
  if (const auto host = request_.header("Host")) return !host->empty() && std::ranges::all_of(*host, is_host_character);
  return true;
}

bool RequestReader::split_target() {
  auto target = request_.target;
  if (const auto scheme = target.find("://"); !target.starts_with('/') && scheme != std::string_view::npos) {
    // absolute-form, RFC 9112 3.2.2
    target.remove_prefix(scheme + 3);
    const auto path = target.find_first_of("/?");
    target = path == std::string_view::npos ? std::string_view("/") : target.substr(path);
  }
  if (target == "*" && request_.method == Method::options) target = "/";
  if (!target.starts_with('/') || target.contains('#')) return false;
  const auto question = target.find('?');
  request_.path = target.substr(0, question);
  request_.query = question == std::string_view::npos ? std::string_view() : target.substr(question + 1);
  return true;
}

void RequestReader::accept_body(std::size_t limit) {
  body_limit_ = limit;
  if (announced_ > limit) refuse(errors::body_too_large);
  if (state_ != State::refused) body_.reserve(std::min(announced_, limit));
}

RequestReader::State RequestReader::read_body() {
  while (!parser_->is_done()) {
    if (begin_ == end_) return State::incomplete;
    beast::error_code code;
    const auto used = parser_->put({buffer_.get() + begin_, end_ - begin_}, code);
    begin_ += used;
    if (code == beast::http::error::need_more) {
      // A chunk's line or a trailer that does not fit into the room is no honest one.
      if (end_ - begin_ >= body_room) return refuse(core::errors::malformed_request);
      return State::incomplete;
    }
    if (code == beast::http::error::body_limit) return refuse(errors::body_too_large);
    if (code) return refuse(core::errors::malformed_request);
  }
  request_.body = body_;
  return State::complete;
}

bool RequestReader::expects_continue() const {
  const auto expect = request_.header("Expect");
  return version_ == 11 && expect && equal_ignoring_case(*expect, "100-continue") && begin_ == end_;
}

void RequestReader::next() {
  parser_.reset();
  fields_.clear();
  if (body_.capacity() > body_room) body_ = std::string();
  body_.clear();
  floor_ = 0;
  scanned_ = 0;
  head_done_ = false;
  announced_ = 0;
  body_limit_ = 0;
  state_ = State::incomplete;
  auto address = request_.remote_address;
  const auto listener = request_.listener;
  const bool secure = request_.secure;
  request_ = Request{};
  request_.remote_address = address;
  request_.listener = listener;
  request_.secure = secure;
  if (begin_ == end_) begin_ = end_ = 0;
}

void RequestReader::release_buffer() {
  if (!has_bytes() && !head_done_) {
    buffer_.reset();
    begin_ = end_ = 0;
  }
}

} // namespace http
