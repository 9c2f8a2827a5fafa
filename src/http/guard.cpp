#include "http/guard.h"

#include "core/bytes.h"
#include "core/crypto.h"
#include "http/errors.h"
#include "http/url.h"

#include <algorithm>
#include <charconv>

namespace http {
namespace {

bool is_json(std::string_view media_type) {
  auto bare = media_type.substr(0, media_type.find(';'));
  while (bare.ends_with(' ')) bare.remove_suffix(1);
  return equal_ignoring_case(bare, "application/json");
}

core::Sha256 sealing_key(std::string_view key) { return core::hmac_sha256(core::as_bytes("shomei saved reply"), core::as_bytes(key)); }

} // namespace

core::Result<void> check_permission(const Permission& permission, const Principal& principal) {
  if (permission.allows(principal)) return {};
  if (principal.is_anonymous()) return core::fail(errors::not_authenticated);
  if (!permission.names(principal) || principal.pending == Pending::nothing)
    return core::fail(errors::not_allowed, {{"who", permission.who_may(principal)}});
  return core::fail(principal.pending == Pending::password_change ? errors::password_change_required : errors::totp_enrolment_required);
}

core::Result<void> check_second_factor(const EndpointSpec& spec, const Principal& principal, core::Instant now) {
  if (!spec.needs_second_factor || !principal.is_user() || now < principal.second_factor_until) return {};
  return core::fail(core::errors::second_factor_due);
}

core::Result<void> check_content(const Endpoint& endpoint, const Request& request) {
  if (endpoint.body == nullptr) {
    if (request.body.empty() || request.body == "{}") return {};
    return core::fail(errors::body_unexpected);
  }
  if (!is_json(request.header("Content-Type").value_or(""))) return core::fail(errors::content_type_not_json);
  return {};
}

core::Result<std::optional<std::int64_t>> read_if_match(const EndpointSpec& spec, const Request& request) {
  const auto tag = request.header("If-Match");
  if (!tag) {
    if (spec.needs_if_match) return core::fail(errors::if_match_required);
    return std::nullopt;
  }
  if (*tag == "*") return std::nullopt;
  if (!tag->starts_with("\"v") || !tag->ends_with('"')) return core::fail(core::errors::version_stale);
  std::int64_t version = 0;
  const auto* end = tag->data() + tag->size() - 1;
  const auto parsed = std::from_chars(tag->data() + 2, end, version);
  if (parsed.ec != std::errc() || parsed.ptr != end) return core::fail(core::errors::version_stale);
  return version;
}

core::Result<std::optional<std::string>> read_idempotency_key(const EndpointSpec& spec, const Request& request) {
  const auto key = request.header("Idempotency-Key");
  if (!spec.creates || !key) return std::nullopt;
  const bool visible = std::ranges::all_of(*key, [](char c) { return c > 0x20 && c < 0x7f; });
  if (key->empty() || key->size() > 255 || !visible) return core::fail(errors::idempotency_key_invalid);
  return std::string(*key);
}

IdempotencyEntry idempotency_entry(const EndpointSpec& spec, const Request& request, const Principal& principal, std::string_view key) {
  const auto hash = [](std::string_view a, std::string_view b) {
    return core::sha256_hex(core::as_bytes(std::string(a) + '\n' + std::string(b)));
  };
  // Of visitors only the address is known: nobody is to get another's answer by guessing a key.
  const auto asker = principal.is_anonymous() ? "anonymous:" + std::string(request.remote_address) : principal.actor();
  return {asker, hash(spec.id, key), hash(request.target, request.body)};
}

SavedReply seal_reply(const Response& response, std::string_view key) {
  std::string plain = response.head();
  plain.append("\r\n").append(response.body());
  const auto sealed = core::seal(sealing_key(key), core::as_bytes(plain), core::as_bytes("reply"));
  return {response.status, core::to_base64(sealed)};
}

core::Result<Response> open_reply(const SavedReply& reply, std::string_view key) {
  const auto sealed = TRY(core::from_base64(reply.sealed));
  const auto plain = TRY(core::open_sealed(sealing_key(key), sealed, core::as_bytes("reply")));
  const auto text = core::as_text(plain);
  const auto end = text.starts_with("\r\n") ? 0 : text.find("\r\n\r\n") + 2;
  Response response(reply.status);
  response.restore(text.substr(0, end), std::string(text.substr(end + 2)));
  return response;
}

} // namespace http
