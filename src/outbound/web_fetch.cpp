#include "outbound/web_fetch.h"

#include "outbound/curl_handle.h"
#include "outbound/errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace outbound {
namespace {

using Deadline = std::chrono::steady_clock::time_point;

/// What one request brought.
struct Response {
  const Route* route = nullptr;
  std::size_t limit = 0;
  std::size_t header_bytes = 0;
  bool too_large = false;
  long status = 0;
  std::string content_type;
  std::string location;
  std::string address;
  std::string body;
};

std::size_t on_body(const char* data, std::size_t, std::size_t size, void* to) {
  auto& response = *static_cast<Response*>(to);
  response.too_large = size > response.limit - response.body.size();
  if (response.too_large) return 0;
  response.body.append(data, size);
  return size;
}

std::size_t on_header(const char*, std::size_t, std::size_t size, void* to) {
  auto& response = *static_cast<Response*>(to);
  response.header_bytes += size;
  response.too_large = response.header_bytes > response.limit;
  return response.too_large ? 0 : size;
}

/// The last word on where a socket goes: libcurl may only connect to what the guard has seen.
curl_socket_t on_open(void* from, curlsocktype, curl_sockaddr* address) {
  const auto& route = *static_cast<const Route*>(from);
  char text[INET6_ADDRSTRLEN] = {};
  const void* bytes = address->family == AF_INET
                          ? static_cast<const void*>(&reinterpret_cast<const sockaddr_in*>(&address->addr)->sin_addr)
                          : static_cast<const void*>(&reinterpret_cast<const sockaddr_in6*>(&address->addr)->sin6_addr);
  ::inet_ntop(address->family, bytes, text, sizeof text);
  if (std::ranges::find(route.addresses, text) == route.addresses.end()) return CURL_SOCKET_BAD;
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/// `host:port:address,address`, so that libcurl never resolves by itself.
std::string pinned(const Target& target, const Route& route) {
  std::string text = fmt::format("{}:{}:", target.host, target.port);
  for (std::size_t i = 0; i < route.addresses.size(); ++i) {
    const auto& address = route.addresses[i];
    text += (i == 0 ? "" : ",") + (address.contains(':') ? "[" + address + "]" : address);
  }
  return text;
}

void set_request(CURL* handle, const Target& target, Response& response, std::chrono::milliseconds time) {
  curl_easy_setopt(handle, CURLOPT_URL, target.url.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_NOPROXY, "*");
  curl_easy_setopt(handle, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(handle, CURLOPT_HTTP09_ALLOWED, 0L);
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 0L);
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 0L);
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "Shomei-Validation/1.0");
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(time.count()));
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &on_body);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &response);
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, &on_header);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, &response);
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, &on_open);
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, const_cast<Route*>(response.route));
}

std::string text_of(CURL* handle, CURLINFO which) {
  const char* text = nullptr;
  curl_easy_getinfo(handle, which, &text);
  return text == nullptr ? std::string{} : text;
}

core::Failure explain(CURLcode code, const Target& target, const Response& response) {
  const core::Params params{{"url", target.url}};
  if (response.too_large) return core::fail(errors::web_too_large, params);
  if (code == CURLE_OPERATION_TIMEDOUT) return core::fail(errors::web_timeout, params, curl_easy_strerror(code));
  return core::fail(errors::web_unreachable, params, curl_easy_strerror(code));
}

core::Result<Response> request(const Target& target, const Route& route, std::size_t limit, Deadline deadline) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  if (left.count() <= 0) return core::fail(errors::web_timeout, {{"url", target.url}});
  Response response;
  response.route = &route;
  response.limit = limit;
  const auto handle = new_curl_handle();
  set_request(handle.get(), target, response, left);
  CurlList list;
  const bool mapped = route.port != target.port;
  append(list, mapped ? fmt::format("{}:{}:127.0.0.1:{}", target.host, target.port, route.port).c_str() : pinned(target, route).c_str());
  curl_easy_setopt(handle.get(), mapped ? CURLOPT_CONNECT_TO : CURLOPT_RESOLVE, list.get());
  const auto code = curl_easy_perform(handle.get());
  if (code != CURLE_OK) return explain(code, target, response);
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &response.status);
  response.content_type = text_of(handle.get(), CURLINFO_CONTENT_TYPE);
  response.location = text_of(handle.get(), CURLINFO_REDIRECT_URL);
  response.address = text_of(handle.get(), CURLINFO_PRIMARY_IP);
  response.route = nullptr;
  return response;
}

bool is_redirect(long status) { return status == 301 || status == 302 || status == 307 || status == 308; }

} // namespace

core::Result<FetchedPage> WebFetch::get(const std::string& url) {
  const auto deadline = std::chrono::steady_clock::now() + limits_.time;
  FetchedPage page;
  auto target = TRY(Guard::parse(url));
  for (int hop = 0; hop <= limits_.redirects; ++hop) {
    const auto route = TRY(guard_.route(target));
    auto response = TRY(request(target, route, limits_.body_bytes, deadline));
    page.hops.push_back(fmt::format("{} -> {} -> {}", target.url, response.address, response.status));
    if (response.status >= 200 && response.status < 300) {
      page.final_url = target.url;
      page.status = response.status;
      page.content_type = std::move(response.content_type);
      page.body = std::move(response.body);
      return page;
    }
    if (!is_redirect(response.status))
      return core::fail(errors::web_status_refused, {{"url", target.url}, {"status", std::to_string(response.status)}});
    auto next = Guard::parse(response.location);
    if (!next)
      return core::fail(errors::web_redirect_refused, {{"url", target.url}, {"location", response.location.substr(0, 300)}},
                        next.error().cause);
    target = std::move(*next);
  }
  return core::fail(errors::web_redirect_refused, {{"url", url}, {"location", target.url}}, "more than the allowed redirects");
}

core::Result<FetchedPage> WebFetch::fetch_validation_file(std::string_view fqdn, std::string_view file) {
  return get(fmt::format("http://{}/.well-known/pki-validation/{}", fqdn, file));
}

} // namespace outbound
