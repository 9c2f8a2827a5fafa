#pragma once

#include "core/result.h"
#include "http/api.h"

/// What stands between a request and an endpoint's handler.
namespace http {

Credentials credentials_of(const Request& request);

/// `not_allowed` with who may; `not_authenticated`, or what a signed-in user must do first.
core::Result<void> check_permission(const Permission& permission, const Principal& principal);

/// A state change by a cookie session must come from our own page (Sec-Fetch-Site, else Origin) and carry the session's
/// X-CSRF-Token; one without a session must at least not come from another site.
core::Result<void> check_csrf(const Request& request, const Principal& principal, const Credentials& credentials);

/// A user's session must have shown its second factor lately where the row asks for that (`second_factor_due`).
core::Result<void> check_second_factor(const EndpointSpec& spec, const Principal& principal, core::Instant now);

/// JSON where the row has a body; nothing, or `{}`, where it has none.
core::Result<void> check_content(const Endpoint& endpoint, const Request& request);

/// The version of `If-Match: "v3"`; none without the header or with `*`. Weak and foreign tags never match
/// (`version_stale`).
core::Result<std::optional<std::int64_t>> read_if_match(const EndpointSpec& spec, const Request& request);

/// The Idempotency-Key of a creating request: 1–255 visible ASCII characters.
core::Result<std::optional<std::string>> read_idempotency_key(const EndpointSpec& spec, const Request& request);

/// An answer as the store keeps it, sealed under the client's own key, and back.
IdempotencyEntry idempotency_entry(const EndpointSpec& spec, const Request& request, const Principal& principal, std::string_view key);
SavedReply seal_reply(const Response& response, std::string_view key);
core::Result<Response> open_reply(const SavedReply& reply, std::string_view key);

} // namespace http
