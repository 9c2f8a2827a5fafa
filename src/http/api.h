#pragma once

#include "core/clock.h"
#include "core/i18n.h"
#include "core/result.h"
#include "http/endpoint.h"
#include "http/metrics.h"
#include "http/principal.h"
#include "http/rate_limit.h"
#include "http/router.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http {

/// The groups of pages; a session belongs to one (portal cookies ignore ports, so each has its own name). `link` is for the pages that
/// mailed links open, beside whatever else the browser is signed in to.
enum class Entry : std::uint8_t { order, cms, desk, link };
std::string_view to_string(Entry entry);
/// `__Host-order_sid`, `__Host-cms_sid`, `__Host-desk_sid`, `__Host-link_sid`.
std::string_view session_cookie(Entry entry);
/// A Set-Cookie value: Secure, HttpOnly, Path=/, SameSite=Lax (desk: Strict). An empty token removes the cookie.
std::string set_session_cookie(Entry entry, std::string_view token);

/// What a request shows to say who asks: at most one of a bearer token and a session cookie. A request that carries
/// cookies of several entries names one with the header `X-Entry: order | cms | link`; without it cms comes first. A page that asks by
/// itself while nobody attends it sends `X-Background`, so that its session ends.
struct Credentials {
  std::string_view bearer = {};
  std::string_view session = {};
  Entry entry = Entry::order;
  Listener listener = Listener::public_site;
  std::string_view remote_address;
  bool in_background = false;
};

/// A stored answer to a creating POST.
struct SavedReply {
  int status = 0;
  std::string sealed; ///< base64; readable only with the client's key, since answers may hold secrets
};
struct IdempotencyEntry {
  std::string actor;
  std::string key_hash;
  std::string request_hash;
};

/// Where answers to creating POSTs are kept (24 hours are enough).
class IdempotencyStore {
public:
  virtual ~IdempotencyStore() = default;
  /// Reserves the key and returns nothing, or returns the answer saved for it. Fails with `idempotency_key_reused`
  /// when it was used with another request, `idempotency_in_progress` while its first request still runs.
  virtual core::Result<std::optional<SavedReply>> reserve(const IdempotencyEntry& entry) = 0;
  virtual core::Result<void> save(const IdempotencyEntry& entry, const SavedReply& reply) = 0;
  /// Frees a reservation whose request was refused.
  virtual void release(const IdempotencyEntry& entry) = 0;
};

/// One line of the access log.
struct AccessRecord {
  std::string_view request_id = {};
  std::string_view operation_id = {};
  std::string_view method = {};
  std::string_view path = {};
  std::string_view remote_address = {};
  std::string actor = {};
  int status = 0;
  std::string_view error_code = {}; ///< empty when it went well
  std::string_view cause = {};      ///< for the log only
  std::chrono::microseconds took{};
};

/// What the support needs from the program it serves.
struct ApiHooks {
  const core::Clock& clock;
  /// Who shows these credentials. `unauthenticated` errors make a cookie's owner anonymous and refuse a bearer with
  /// 401.
  std::function<core::Result<Principal>(const Credentials&)> authenticate;
  IdempotencyStore* idempotency = nullptr;
  std::function<void(const AccessRecord&)> access_log = {};
  Metrics* metrics = nullptr;
  core::Language fallback_language = core::Language::ja;
  std::string base_path = "/api/v1";
  std::string title = "Shomei";
  std::string version = "0.1.0";
};

/// The endpoints of a door, behind authentication, permission, CSRF, content checks, If-Match, Idempotency-Key, rate
/// limits, problem+json, access log and metrics.
class Api {
public:
  Api(ApiHooks hooks, std::vector<Endpoint> endpoints);
  ~Api();
  Api(const Api&) = delete;
  Api& operator=(const Api&) = delete;

  /// Adds those endpoints that the router's listener serves, and `/openapi.json`. The Api outlives the router.
  void add_to(Router& router) const;
  const std::vector<Endpoint>& endpoints() const;
  /// OpenAPI 3.1, the same text every time.
  const std::string& openapi() const;

private:
  class Support;
  std::unique_ptr<Support> support_;
};

} // namespace http
