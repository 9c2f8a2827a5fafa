#include "outbound/guard.h"

#include "outbound/errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cctype>
#include <curl/curl.h>
#include <memory>
#include <span>

namespace outbound {
namespace {

using Address = std::array<std::uint8_t, 16>;

struct Block {
  std::string_view first;
  unsigned bits;
};

// IANA special-purpose registries (RFC 6890 and its successors): not globally reachable, or carrying another address.
constexpr Block closed_v4[] = {
    {"0.0.0.0", 8},     {"10.0.0.0", 8},      {"100.64.0.0", 10},  {"127.0.0.0", 8},    {"169.254.0.0", 16},
    {"172.16.0.0", 12}, {"192.0.0.0", 24},    {"192.0.2.0", 24},   {"192.88.99.0", 24}, {"192.168.0.0", 16},
    {"198.18.0.0", 15}, {"198.51.100.0", 24}, {"203.0.113.0", 24}, {"224.0.0.0", 4},    {"240.0.0.0", 4},
};
// Of IPv6 only 2000::/3 is global unicast: loopback, mapped, NAT64, ULA, link-local and multicast lie outside.
constexpr Block open_v6{"2000::", 3};
constexpr Block closed_v6[] = {{"2001::", 23}, {"2001:db8::", 32}, {"2002::", 16}, {"3fff::", 20}};

bool in_block(std::span<const std::uint8_t> address, int family, const Block& block) {
  Address first{};
  ::inet_pton(family, std::string(block.first).c_str(), first.data());
  for (unsigned bit = 0; bit < block.bits; ++bit) {
    const auto mask = static_cast<std::uint8_t>(0x80U >> (bit % 8));
    if ((address[bit / 8] & mask) != (first[bit / 8] & mask)) return false;
  }
  return true;
}

struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Url = std::unique_ptr<CURLU, FreeUrl>;

std::string part(CURLU* url, CURLUPart which, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, which, &text, flags) != CURLUE_OK) return {};
  std::string result(text);
  curl_free(text);
  return result;
}

bool is_host_name(std::string_view host) {
  return !host.empty() && host.size() <= 253 && host.contains('.') &&
         std::ranges::all_of(host, [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '.' || c == '_'; });
}

core::Failure refuse(const std::string& url, const std::string& why) {
  return core::fail(errors::web_url_refused, {{"url", url.substr(0, 300)}}, why);
}

} // namespace

bool is_public_address(std::string_view text) {
  Address address{};
  const std::string plain(text);
  const auto inside = [&](int family) { return [&, family](const Block& block) { return in_block(address, family, block); }; };
  if (::inet_pton(AF_INET, plain.c_str(), address.data()) == 1) return std::ranges::none_of(closed_v4, inside(AF_INET));
  if (::inet_pton(AF_INET6, plain.c_str(), address.data()) != 1) return false;
  return in_block(address, AF_INET6, open_v6) && std::ranges::none_of(closed_v6, inside(AF_INET6));
}

bool is_address_literal(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  if (host.contains(':') || host.contains('[')) return true;
  const auto last = host.substr(host.rfind('.') + 1); // npos + 1 = 0
  const bool hexadecimal = last.starts_with("0x") || last.starts_with("0X");
  return !last.empty() && (hexadecimal || std::ranges::all_of(last, [](unsigned char c) { return std::isdigit(c) != 0; }));
}

core::Result<Target> Guard::parse(const std::string& text) {
  if (text.size() > 2000 || std::ranges::any_of(text, [](unsigned char c) { return c <= 0x20 || c >= 0x7F; }))
    return refuse(text, "length or characters");
  const Url url(curl_url());
  if (curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_DISALLOW_USER) != CURLUE_OK) return refuse(text, "not a URL");
  Target target;
  target.scheme = part(url.get(), CURLUPART_SCHEME);
  target.host = part(url.get(), CURLUPART_HOST);
  std::ranges::transform(target.host, target.host.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (target.host.ends_with('.')) target.host.pop_back();
  if (target.scheme != "http" && target.scheme != "https") return refuse(text, "scheme");
  if (is_address_literal(target.host) || !is_host_name(target.host)) return refuse(text, "host");
  const auto port = part(url.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT);
  if (port != "80" && port != "443") return refuse(text, "port");
  target.port = port == "80" ? 80 : 443;
  curl_url_set(url.get(), CURLUPART_HOST, target.host.c_str(), 0);
  curl_url_set(url.get(), CURLUPART_FRAGMENT, nullptr, 0);
  target.url = part(url.get(), CURLUPART_URL);
  return target;
}

core::Result<Route> Guard::route(const Target& target) {
  if (const auto mapped = map_.find(fmt::format("{}:{}", target.host, target.port)); mapped != map_.end())
    return Route{{"127.0.0.1"}, mapped->second};
  auto addresses = TRY(resolver_.address(target.host));
  for (const auto& address : addresses)
    if (!is_public_address(address)) return core::fail(errors::web_address_refused, {{"host", target.host}, {"address", address}});
  return Route{std::move(addresses), target.port};
}

} // namespace outbound
