#pragma once

#include "core/bytes.h"
#include "core/result.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace core {

using Sha256 = std::array<std::uint8_t, 32>;

Sha256 sha256(ByteView data);
inline std::string sha256_hex(ByteView data) { return to_hex(sha256(data)); }
/// SHA-256 of what comes piece by piece.
class Sha256Stream {
public:
  Sha256Stream();
  ~Sha256Stream();
  Sha256Stream(const Sha256Stream&) = delete;
  Sha256Stream& operator=(const Sha256Stream&) = delete;
  void add(ByteView piece);
  Sha256 finish();

private:
  void* context_;
};
Bytes sha1(ByteView data);
Sha256 hmac_sha256(ByteView key, ByteView data);
bool constant_time_equal(ByteView a, ByteView b);

/// Bytes from the operating system's CSPRNG (by OpenSSL's DRBG); never fails short of abort.
Bytes random_bytes(std::size_t count);
/// The same for what is not secret (ids, serials), from a stock of the thread's own: asking OpenSSL for each costs more than the rest.
/// At most 1,024 octets.
void draw_random(std::span<std::uint8_t> out);
/// A secret of `bits` entropy for links, sessions and API keys, base64url.
std::string random_token(std::size_t bits = 256);
/// `groups` groups of four unambiguous characters (no 0/O, 1/I/L), 20 bits each: `K7QF-3MXD-…`.
std::string random_code(std::size_t groups);

/// AES-256-GCM. The output is nonce (12) || ciphertext || tag (16); `context` is authenticated.
Bytes seal(ByteView key, ByteView plaintext, ByteView context);
Result<Bytes> open_sealed(ByteView key, ByteView sealed, ByteView context);

/// Argon2id (RFC 9106) as a PHC string, m = 19 MiB, t = 2, p = 1.
std::string hash_password(std::string_view password);
bool verify_password(std::string_view password, const std::string& hash);
/// A 32-byte key from a pass phrase: Argon2id, m = 64 MiB, t = 3, p = 1.
Bytes derive_key(std::string_view passphrase, ByteView salt);

/// RFC 6238 with SHA-1, 30 s, 6 digits, as authenticator apps use it.
/// Accepts one step of drift; returns the matched step so that the caller refuses its reuse.
std::optional<std::int64_t> match_totp(ByteView secret, std::string_view code, std::int64_t unix_now);
std::string totp_code(ByteView secret, std::int64_t unix_now);
/// RFC 4648 base 32 without padding, for `otpauth://` addresses.
std::string to_base32(ByteView bytes);

} // namespace core
