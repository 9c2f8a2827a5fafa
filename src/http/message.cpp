#include "http/message.h"

#include "http/url.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace http {
namespace {

constexpr std::array<std::string_view, 8> method_names{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", ""};

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f; });
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Calls `visit(name, value)` for each line of a head; stops when it returns true.
void for_each_line(std::string_view head, auto&& visit) {
  while (!head.empty()) {
    const auto line = head.substr(0, head.find("\r\n"));
    head.remove_prefix(line.size() + 2);
    const auto colon = line.find(": ");
    if (visit(line.substr(0, colon), line.substr(colon + 2))) return;
  }
}

} // namespace

std::string_view to_string(Method method) { return method_names[static_cast<std::size_t>(method)]; }

Method parse_method(std::string_view text) {
  const auto* found = std::ranges::find(method_names, text);
  return found == method_names.end() ? Method::other : static_cast<Method>(found - method_names.begin());
}

std::string_view to_string(Listener listener) { return listener == Listener::desk ? "desk" : "public"; }

std::optional<std::string_view> Request::header(std::string_view name) const {
  for (const auto& field : headers)
    if (field.name.size() == name.size() && equal_ignoring_case(field.name, name)) return field.value;
  return std::nullopt;
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
  std::optional<std::string_view> found;
  for (const auto& field : headers) {
    if (!equal_ignoring_case(field.name, "Cookie")) continue;
    for (auto rest = field.value; !rest.empty();) {
      const auto part = rest.substr(0, rest.find(';'));
      rest.remove_prefix(std::min(part.size() + 1, rest.size()));
      const auto equals = part.find('=');
      if (equals == std::string_view::npos || trim(part.substr(0, equals)) != name) continue;
      const auto value = trim(part.substr(equals + 1));
      if (found && *found != value) return std::nullopt;
      found = value;
    }
  }
  return found;
}

Response Response::text(int status_code, std::string content) {
  Response response(status_code);
  response.content("text/plain; charset=utf-8", std::move(content));
  return response;
}

Response& Response::header(std::string_view name, std::string_view value) {
  if (name.empty() || has_control(name) || has_control(value)) std::abort();
  head_.append(name).append(": ").append(value).append("\r\n");
  return *this;
}

Response& Response::content(std::string_view media_type, std::string bytes) {
  body_ = std::move(bytes);
  view_ = {};
  return header("Content-Type", media_type);
}

Response& Response::content_view(std::string_view media_type, std::string_view bytes) {
  view_ = bytes;
  return header("Content-Type", media_type);
}

std::optional<std::string_view> Response::find(std::string_view name) const {
  const auto all = find_all(name);
  return all.empty() ? std::nullopt : std::optional(all.front());
}

std::vector<std::string_view> Response::find_all(std::string_view name) const {
  std::vector<std::string_view> values;
  for_each_line(head_, [&](std::string_view line_name, std::string_view value) {
    if (equal_ignoring_case(line_name, name)) values.push_back(value);
    return false;
  });
  return values;
}

std::string_view reason_phrase(int status) {
  switch (status) {
  case 200:
    return "OK";
  case 201:
    return "Created";
  case 202:
    return "Accepted";
  case 204:
    return "No Content";
  case 304:
    return "Not Modified";
  case 303:
    return "See Other";
  case 400:
    return "Bad Request";
  case 401:
    return "Unauthorized";
  case 403:
    return "Forbidden";
  case 404:
    return "Not Found";
  case 405:
    return "Method Not Allowed";
  case 408:
    return "Request Timeout";
  case 409:
    return "Conflict";
  case 412:
    return "Precondition Failed";
  case 413:
    return "Content Too Large";
  case 415:
    return "Unsupported Media Type";
  case 422:
    return "Unprocessable Content";
  case 428:
    return "Precondition Required";
  case 429:
    return "Too Many Requests";
  case 431:
    return "Request Header Fields Too Large";
  case 500:
    return "Internal Server Error";
  case 501:
    return "Not Implemented";
  case 503:
    return "Service Unavailable";
  case 505:
    return "HTTP Version Not Supported";
  default:
    return "Status";
  }
}

} // namespace http
