#include "core/bytes.h"

#include "core/errors.h"

#include <array>
#include <openssl/evp.h>

namespace core {
namespace {

constexpr std::string_view standard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view url_safe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t no_digit = 0xff;

constexpr std::array<std::uint8_t, 256> digits_of(std::string_view alphabet) {
  std::array<std::uint8_t, 256> table{};
  table.fill(no_digit);
  for (std::size_t i = 0; i < alphabet.size(); ++i) table[static_cast<std::uint8_t>(alphabet[i])] = static_cast<std::uint8_t>(i);
  return table;
}

std::string encode(ByteView bytes, std::string_view alphabet) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  std::uint32_t bits = 0;
  int count = 0;
  for (const auto byte : bytes) {
    bits = bits << 8 | byte;
    for (count += 8; count >= 6; count -= 6) out += alphabet[bits >> (count - 6) & 63];
  }
  if (count > 0) out += alphabet[bits << (6 - count) & 63];
  return out;
}

Result<Bytes> decode(std::string_view text, const std::array<std::uint8_t, 256>& digits) {
  if (text.size() % 4 == 1) return fail(errors::invalid_encoding);
  Bytes out(text.size() * 3 / 4);
  auto* next = out.data();
  std::uint32_t bits = 0;
  std::uint32_t seen = 0;
  int count = 0;
  for (const char c : text) {
    const std::uint32_t digit = digits[static_cast<std::uint8_t>(c)];
    seen |= digit; // no_digit stays
    bits = bits << 6 | (digit & 63);
    count += 6;
    if (count >= 8) *next++ = static_cast<std::uint8_t>(bits >> (count -= 8) & 0xff);
  }
  if (seen > 63 || (bits & ((1U << count) - 1)) != 0) return fail(errors::invalid_encoding);
  return out;
}

} // namespace

std::string to_hex(ByteView bytes) {
  constexpr std::string_view alphabet = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const auto byte : bytes) {
    out += alphabet[byte >> 4];
    out += alphabet[byte & 15];
  }
  return out;
}

Result<Bytes> from_hex(std::string_view text) {
  const auto digit = [](char c) -> int {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
  };
  if (text.size() % 2 != 0) return fail(errors::invalid_encoding);
  Bytes out;
  out.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = digit(text[i]);
    const int low = digit(text[i + 1]);
    if (high < 0 || low < 0) return fail(errors::invalid_encoding);
    out.push_back(static_cast<std::uint8_t>(high << 4 | low));
  }
  return out;
}

std::string to_base64(ByteView bytes) {
  std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0'); // OpenSSL ends it with a NUL
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), bytes.data(), static_cast<int>(bytes.size()));
  out.pop_back();
  return out;
}

Result<Bytes> from_base64(std::string_view text) {
  static constexpr auto digits = digits_of(standard);
  if (text.size() % 4 != 0) return fail(errors::invalid_encoding);
  const auto padding = text.ends_with("==") ? 2U : text.ends_with("=") ? 1U : 0U;
  return decode(text.substr(0, text.size() - padding), digits);
}

std::string to_base64url(ByteView bytes) { return encode(bytes, url_safe); }

Result<Bytes> from_base64url(std::string_view text) {
  static constexpr auto digits = digits_of(url_safe);
  return decode(text, digits);
}

} // namespace core
