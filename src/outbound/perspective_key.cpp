#include "core/crypto.h"
#include "core/text.h"
#include "outbound/errors.h"
#include "outbound/perspective.h"

#include <algorithm>

namespace outbound {
namespace {

constexpr std::size_t least_key_size = 32;

std::string hex_hmac(core::ByteView key, const std::string& text) { return core::to_hex(core::hmac_sha256(key, core::as_bytes(text))); }

} // namespace

std::string request_mac(core::ByteView key, std::string_view body) { return hex_hmac(key, "request\n" + std::string(body)); }

std::string reply_mac(core::ByteView key, std::string_view nonce, std::string_view body) {
  return hex_hmac(key, "reply\n" + std::string(nonce) + "\n" + std::string(body));
}

bool mac_matches(std::string_view expected, std::string_view shown) {
  return core::constant_time_equal(core::as_bytes(expected), core::as_bytes(shown));
}

core::Result<core::Bytes> parse_perspective_key(std::string_view text, const std::string& path) {
  const auto key = core::trim(text);
  const bool visible = std::ranges::all_of(key, [](char c) { return c > 0x20 && c < 0x7F; });
  if (key.size() < least_key_size || !visible) return core::fail(errors::perspective_key_invalid, {{"path", path}});
  return core::to_bytes(std::string_view(key));
}

} // namespace outbound
