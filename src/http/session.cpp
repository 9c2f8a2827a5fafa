#include "http/api.h"

#include "core/bytes.h"
#include "core/crypto.h"
#include "http/errors.h"
#include "http/guard.h"
#include "http/url.h"

#include <array>

namespace http {
namespace {

constexpr std::array<std::string_view, 4> entry_names{"order", "cms", "desk", "link"};
constexpr std::array<std::string_view, 4> cookie_names{"__Host-order_sid", "__Host-cms_sid", "__Host-desk_sid", "__Host-link_sid"};

/// `https://host:port` → `host:port`.
std::string_view authority_of(std::string_view origin) {
  const auto at = origin.find("://");
  return at == std::string_view::npos ? std::string_view() : origin.substr(at + 3);
}

bool changes_state(Method method) { return method != Method::get && method != Method::head; }

core::Result<void> check_site(const Request& request, bool cookie_session) {
  if (const auto site = request.header("Sec-Fetch-Site")) {
    if (*site == "same-origin") return {};
    return core::fail(errors::cross_site_request);
  }
  if (const auto origin = request.header("Origin")) {
    if (equal_ignoring_case(authority_of(*origin), request.header("Host").value_or(""))) return {};
    return core::fail(errors::cross_site_request);
  }
  if (cookie_session) return core::fail(errors::cross_site_request);
  return {};
}

} // namespace

std::string_view to_string(Entry entry) { return entry_names[static_cast<std::size_t>(entry)]; }
std::string_view session_cookie(Entry entry) { return cookie_names[static_cast<std::size_t>(entry)]; }

std::string set_session_cookie(Entry entry, std::string_view token) {
  std::string out(session_cookie(entry));
  out.append("=").append(token).append("; Path=/; Secure; HttpOnly; SameSite=");
  out += entry == Entry::desk ? "Strict" : "Lax";
  if (token.empty()) out += "; Max-Age=0";
  return out;
}

Credentials credentials_of(const Request& request) {
  Credentials found{
      .listener = request.listener, .remote_address = request.remote_address, .in_background = request.header("X-Background").has_value()};
  if (const auto authorization = request.header("Authorization")) {
    if (authorization->size() > 7 && equal_ignoring_case(authorization->substr(0, 7), "Bearer ")) {
      found.bearer = authorization->substr(7);
      return found;
    }
  }
  if (request.listener == Listener::desk) {
    found.entry = Entry::desk;
    found.session = request.cookie(session_cookie(Entry::desk)).value_or("");
    return found;
  }
  const auto named = request.header("X-Entry");
  for (const auto entry : {Entry::cms, Entry::order, Entry::link}) {
    if (named && *named != to_string(entry)) continue;
    const auto cookie = request.cookie(session_cookie(entry));
    if (!cookie && !named) continue;
    found.entry = entry;
    found.session = cookie.value_or("");
    break;
  }
  return found;
}

core::Result<void> check_csrf(const Request& request, const Principal& principal, const Credentials& credentials) {
  if (!changes_state(request.method) || !credentials.bearer.empty()) return {};
  const bool cookie_session = !principal.is_anonymous();
  TRY(check_site(request, cookie_session));
  if (!cookie_session) return {};
  const auto token = request.header("X-CSRF-Token").value_or("");
  if (principal.csrf_token.empty() || !core::constant_time_equal(core::as_bytes(token), core::as_bytes(principal.csrf_token)))
    return core::fail(errors::csrf_token_wrong);
  return {};
}

} // namespace http
