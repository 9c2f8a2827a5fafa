#pragma once

#include "core/result.h"
#include "outbound/resolver.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace outbound {

/// Whether an IPv4 or IPv6 address (text) belongs to the public internet: not private, loopback, link-local,
/// multicast, shared, documentation, benchmark or reserved space, and not an IPv6 form that carries an IPv4
/// address (mapped, 6to4, Teredo, NAT64). Anything unreadable is not.
bool is_public_address(std::string_view address);
/// Whether a URL's host is an address instead of a name, in any spelling (`0x7f.1`, `[::1]`, `2130706433`).
bool is_address_literal(std::string_view host);

/// `host:port` → loopback port. For tests and the demo only; empty in production.
using TestMap = std::map<std::string, std::uint16_t>;

/// One parsed http(s) URL that may be followed.
struct Target {
  std::string url;
  std::string scheme;
  std::string host;
  std::uint16_t port = 0;
};

/// Where a connection to a target may go: checked addresses, or a test's loopback port.
struct Route {
  std::vector<std::string> addresses;
  std::uint16_t port = 0;
};

/// The outbound guard (architecture 3): decides where connections to the outside may go (SSRF).
class Guard {
public:
  Guard(Resolver& resolver, TestMap map = {}) : resolver_(resolver), map_(std::move(map)) {}

  /// http or https, an authorized port (80, 443; BR 1.6.1), a host name, no user name: else `web_url_refused`.
  static core::Result<Target> parse(const std::string& url);
  /// Resolves afresh; `web_address_refused` when any address of the name is not public.
  core::Result<Route> route(const Target& target);

private:
  Resolver& resolver_;
  TestMap map_;
};

} // namespace outbound
