#pragma once

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace support {

/// A blocking TCP connection to a server on loopback, for saying what no client library would say.
class RawSocket {
public:
  /// `127.0.0.1:8080`, as the server reports it; from another address of loopback where one is given.
  explicit RawSocket(const std::string& address, const std::string& from = {}) {
    const auto colon = address.rfind(':');
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(std::stoi(address.substr(colon + 1))));
    inet_pton(AF_INET, address.substr(0, colon).c_str(), &to.sin_addr);
    descriptor_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (!from.empty()) {
      sockaddr_in own{};
      own.sin_family = AF_INET;
      inet_pton(AF_INET, from.c_str(), &own.sin_addr);
      ::bind(descriptor_, reinterpret_cast<const sockaddr*>(&own), sizeof own);
    }
    connected_ = ::connect(descriptor_, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
  }
  ~RawSocket() { ::close(descriptor_); }
  RawSocket(const RawSocket&) = delete;
  RawSocket& operator=(const RawSocket&) = delete;

  bool connected() const { return connected_; }

  /// False when the peer no longer takes bytes.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  void end_sending() { ::shutdown(descriptor_, SHUT_WR); }

  /// The next bytes; empty at the end of the connection or when the time is up (then `timed_out`).
  std::string receive(std::chrono::milliseconds at_most = std::chrono::seconds(10)) {
    pollfd waiting{descriptor_, POLLIN, 0};
    timed_out_ = ::poll(&waiting, 1, static_cast<int>(at_most.count())) == 0;
    if (timed_out_) return {};
    std::string bytes(65536, '\0');
    const auto got = ::recv(descriptor_, bytes.data(), bytes.size(), 0);
    bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return bytes;
  }
  /// Everything until the server closes.
  std::string receive_all() {
    std::string all;
    for (auto part = receive(); !part.empty(); part = receive()) all += part;
    return all;
  }
  bool timed_out() const { return timed_out_; }

private:
  int descriptor_;
  bool connected_ = false;
  bool timed_out_ = false;
};

using Headers = std::vector<std::pair<std::string, std::string>>;

/// As the body of a request.
inline std::string text(const boost::json::object& json) { return boost::json::serialize(json); }

struct HttpReply {
  int status = 0; ///< 0: no answer
  Headers headers;
  std::string body;

  /// The first header of that name (lower case), or "".
  std::string header(std::string_view name) const {
    for (const auto& [key, value] : headers)
      if (key == name) return value;
    return {};
  }
  boost::json::value json() const {
    boost::json::error_code error;
    auto value = boost::json::parse(body, error);
    EXPECT_FALSE(error) << body;
    return value;
  }
  /// A member by its JSON pointer as text (`/customer/email`), numbers and booleans printed; "" when absent or null.
  std::string at(std::string_view pointer) const {
    const auto document = json();
    boost::json::error_code error;
    const auto* found = document.find_pointer({pointer.data(), pointer.size()}, error);
    if (found == nullptr || found->is_null()) return {};
    if (found->is_string()) return std::string(found->get_string());
    return boost::json::serialize(*found);
  }
  /// `code` of a problem.
  std::string code() const { return at("/code"); }
  /// The codes of a problem's fields by their pointers.
  std::map<std::string, std::string> field_codes() const {
    std::map<std::string, std::string> codes;
    const auto document = json();
    for (const auto& error : document.at("errors").as_array()) codes.emplace(error.at("field").as_string(), error.at("code").as_string());
    return codes;
  }
};

/// Takes one response off the front of `bytes`; status 0 when it is not all there.
inline HttpReply take_reply(std::string& bytes, bool without_body = false) {
  HttpReply reply;
  const auto end = bytes.find("\r\n\r\n");
  if (end == std::string::npos || bytes.size() < 12) return reply;
  std::size_t length = 0;
  for (std::size_t at = bytes.find("\r\n") + 2; at < end + 2;) {
    const auto line_end = bytes.find("\r\n", at);
    const auto colon = bytes.find(": ", at);
    auto name = bytes.substr(at, colon - at);
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    reply.headers.emplace_back(name, bytes.substr(colon + 2, line_end - colon - 2));
    if (name == "content-length") length = std::stoul(reply.headers.back().second);
    at = line_end + 2;
  }
  const int status = std::stoi(bytes.substr(9, 3));
  if (without_body || status == 304 || status == 204) length = 0;
  if (bytes.size() < end + 4 + length) return {};
  reply.status = status;
  reply.body = bytes.substr(end + 4, length);
  bytes.erase(0, end + 4 + length);
  return reply;
}

/// An HTTP client with the habits of a browser's page (cookies, Sec-Fetch-Site, CSRF token) or of a script (bearer
/// token).
class HttpClient {
public:
  explicit HttpClient(std::string address) : address_(std::move(address)) {}

  std::map<std::string, std::string> cookies;
  std::string bearer;
  std::string csrf_token;                     ///< sent as X-CSRF-Token
  std::string entry;                          ///< sent as X-Entry
  std::string from;                           ///< the client's own address, where it matters
  std::string language = "en";                ///< Accept-Language
  std::string sec_fetch_site = "same-origin"; ///< sent while there are cookies

  HttpReply get(const std::string& path, const Headers& extra = {}) { return request("GET", path, "", extra); }
  HttpReply post(const std::string& path, const std::string& json = "", const Headers& extra = {}) {
    return request("POST", path, json, extra);
  }
  HttpReply put(const std::string& path, const std::string& json, const Headers& extra = {}) { return request("PUT", path, json, extra); }
  HttpReply del(const std::string& path, const Headers& extra = {}) { return request("DELETE", path, "", extra); }

  /// A body is JSON unless `extra` gives its Content-Type.
  HttpReply request(const std::string& method, const std::string& path, const std::string& body, const Headers& extra = {}) {
    RawSocket socket(address_, from);
    if (!socket.connected()) return {};
    socket.send(head_of(method, path, body, extra) + body);
    std::string bytes;
    auto reply = HttpReply{};
    for (auto part = socket.receive(std::chrono::seconds(60)); !part.empty(); part = socket.receive(std::chrono::seconds(60))) {
      bytes += part;
      reply = take_reply(bytes, method == "HEAD");
      if (reply.status != 0) break;
    }
    keep_cookies(reply);
    return reply;
  }

private:
  std::string head_of(const std::string& method, const std::string& path, const std::string& body, const Headers& extra) const {
    std::string head = method + " " + path + " HTTP/1.1\r\nHost: " + address_ + "\r\nConnection: close\r\n";
    const auto given = [&](std::string_view name) { return std::ranges::any_of(extra, [&](const auto& h) { return h.first == name; }); };
    const auto add = [&](const std::string& name, const std::string& value) {
      if (!value.empty() && !given(name)) head += name + ": " + value + "\r\n";
    };
    std::string cookie_line;
    for (const auto& [name, value] : cookies) cookie_line += (cookie_line.empty() ? "" : "; ") + name + "=" + value;
    add("Accept-Language", language);
    add("Cookie", cookie_line);
    if (!cookies.empty()) add("Sec-Fetch-Site", sec_fetch_site);
    add("X-CSRF-Token", csrf_token);
    add("X-Entry", entry);
    if (!bearer.empty()) add("Authorization", "Bearer " + bearer);
    if (!body.empty()) add("Content-Type", "application/json");
    if (!body.empty() || method == "POST" || method == "PUT") add("Content-Length", std::to_string(body.size()));
    for (const auto& [name, value] : extra) head += name + ": " + value + "\r\n";
    return head + "\r\n";
  }

  void keep_cookies(const HttpReply& reply) {
    for (const auto& [name, value] : reply.headers) {
      if (name != "set-cookie") continue;
      const auto equals = value.find('=');
      const auto content = value.substr(equals + 1, value.find(';') - equals - 1);
      if (content.empty())
        cookies.erase(value.substr(0, equals));
      else
        cookies[value.substr(0, equals)] = content;
    }
  }

  std::string address_;
};

} // namespace support
