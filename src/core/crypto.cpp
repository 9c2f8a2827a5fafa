#include "core/crypto.h"

#include "core/errors.h"

#include <argon2.h>
#include <cstdlib>
#include <liboath/oath.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <sys/mman.h>

#include <algorithm>
#include <memory>

namespace core {
namespace {

constexpr std::size_t nonce_size = 12;
constexpr std::size_t tag_size = 16;

const EVP_MD* fetched(const char* name) {
  EVP_MD* digest = EVP_MD_fetch(nullptr, name, nullptr);
  if (digest == nullptr) std::abort();
  return digest;
}

struct FreeCipher {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

struct FreeDigest {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using DigestContext = std::unique_ptr<EVP_MD_CTX, FreeDigest>;

/// Argon2's memory: small pages would fault 16384 times, which takes longer than the hashing.
int take_huge_pages(std::uint8_t** memory, std::size_t size) {
  constexpr std::size_t huge_page = 2 << 20;
  void* taken = std::aligned_alloc(huge_page, (size + huge_page - 1) / huge_page * huge_page);
  if (taken == nullptr) return ARGON2_MEMORY_ALLOCATION_ERROR;
  ::madvise(taken, size, MADV_HUGEPAGE); // advice: without huge pages it is only slower
  *memory = static_cast<std::uint8_t*>(taken);
  return ARGON2_OK;
}
void give_back_pages(std::uint8_t* memory, std::size_t) { std::free(memory); }

void must(int ok) {
  if (ok != 1) std::abort();
}

} // namespace

Sha256 sha256(ByteView data) {
  static const EVP_MD* digest = fetched("SHA256");
  thread_local const DigestContext context{EVP_MD_CTX_new()}; // a new one each time costs more than the hashing
  Sha256 out{};
  must(EVP_DigestInit_ex2(context.get(), digest, nullptr));
  must(EVP_DigestUpdate(context.get(), data.data(), data.size()));
  must(EVP_DigestFinal_ex(context.get(), out.data(), nullptr));
  return out;
}

Sha256Stream::Sha256Stream() : context_(EVP_MD_CTX_new()) {
  must(EVP_DigestInit_ex(static_cast<EVP_MD_CTX*>(context_), EVP_sha256(), nullptr));
}
Sha256Stream::~Sha256Stream() { EVP_MD_CTX_free(static_cast<EVP_MD_CTX*>(context_)); }
void Sha256Stream::add(ByteView piece) { must(EVP_DigestUpdate(static_cast<EVP_MD_CTX*>(context_), piece.data(), piece.size())); }
Sha256 Sha256Stream::finish() {
  Sha256 out{};
  must(EVP_DigestFinal_ex(static_cast<EVP_MD_CTX*>(context_), out.data(), nullptr));
  return out;
}

Bytes sha1(ByteView data) {
  static const EVP_MD* digest = fetched("SHA1");
  Bytes out(20);
  must(EVP_Digest(data.data(), data.size(), out.data(), nullptr, digest, nullptr));
  return out;
}

Sha256 hmac_sha256(ByteView key, ByteView data) {
  static const EVP_MD* digest = fetched("SHA256");
  Sha256 out{};
  unsigned size = 0;
  if (HMAC(digest, key.data(), static_cast<int>(key.size()), data.data(), data.size(), out.data(), &size) == nullptr) std::abort();
  return out;
}

bool constant_time_equal(ByteView a, ByteView b) { return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0; }

Bytes random_bytes(std::size_t count) {
  Bytes out(count);
  must(RAND_bytes(out.data(), static_cast<int>(count)));
  return out;
}

void draw_random(std::span<std::uint8_t> out) {
  constexpr std::size_t stock_size = 1024;
  thread_local Bytes stock;
  thread_local std::size_t used = stock_size;
  if (stock_size - used < out.size()) {
    stock = random_bytes(stock_size);
    used = 0;
  }
  std::copy_n(stock.begin() + static_cast<std::ptrdiff_t>(used), out.size(), out.begin());
  used += out.size();
}

std::string random_token(std::size_t bits) { return to_base64url(random_bytes((bits + 7) / 8)); }

std::string random_code(std::size_t groups) {
  constexpr std::string_view alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ@"; // '@' (31) is drawn again
  std::string out;
  while (out.size() < groups * 5) {
    const char c = alphabet[random_bytes(1)[0] & 31];
    if (c == '@') continue;
    out += c;
    if (out.size() % 5 == 4) out += '-';
  }
  out.pop_back();
  return out;
}

Bytes seal(ByteView key, ByteView plaintext, ByteView context) {
  Bytes out = random_bytes(nonce_size);
  out.resize(nonce_size + plaintext.size() + tag_size);
  const CipherContext cipher{EVP_CIPHER_CTX_new()};
  int size = 0;
  must(EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key.data(), out.data()));
  must(EVP_EncryptUpdate(cipher.get(), nullptr, &size, context.data(), static_cast<int>(context.size())));
  must(EVP_EncryptUpdate(cipher.get(), out.data() + nonce_size, &size, plaintext.data(), static_cast<int>(plaintext.size())));
  must(EVP_EncryptFinal_ex(cipher.get(), out.data() + nonce_size + size, &size));
  must(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, tag_size, out.data() + nonce_size + plaintext.size()));
  return out;
}

Result<Bytes> open_sealed(ByteView key, ByteView sealed, ByteView context) {
  if (key.size() != 32 || sealed.size() < nonce_size + tag_size) return fail(errors::decryption_failed);
  const auto ciphertext = sealed.subspan(nonce_size, sealed.size() - nonce_size - tag_size);
  Bytes tag = to_bytes(sealed.last(tag_size));
  Bytes out(ciphertext.size());
  const CipherContext cipher{EVP_CIPHER_CTX_new()};
  int size = 0;
  must(EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key.data(), sealed.data()));
  must(EVP_DecryptUpdate(cipher.get(), nullptr, &size, context.data(), static_cast<int>(context.size())));
  must(EVP_DecryptUpdate(cipher.get(), out.data(), &size, ciphertext.data(), static_cast<int>(ciphertext.size())));
  must(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tag_size, tag.data()));
  if (EVP_DecryptFinal_ex(cipher.get(), out.data() + size, &size) != 1) return fail(errors::decryption_failed);
  return out;
}

std::string hash_password(std::string_view password) {
  const auto salt = random_bytes(16);
  std::string out(128, '\0');
  if (argon2id_hash_encoded(2, 19 * 1024, 1, password.data(), password.size(), salt.data(), salt.size(), 32, out.data(), out.size()) !=
      ARGON2_OK)
    std::abort();
  out.resize(out.find('\0'));
  return out;
}

bool verify_password(std::string_view password, const std::string& hash) {
  return argon2id_verify(hash.c_str(), password.data(), password.size()) == ARGON2_OK;
}

Bytes derive_key(std::string_view passphrase, ByteView salt) {
  Bytes key(32);
  argon2_context argon{};
  argon.out = key.data();
  argon.outlen = static_cast<std::uint32_t>(key.size());
  argon.pwd = reinterpret_cast<std::uint8_t*>(const_cast<char*>(passphrase.data())); // only read: no flag asks to clear it
  argon.pwdlen = static_cast<std::uint32_t>(passphrase.size());
  argon.salt = const_cast<std::uint8_t*>(salt.data());
  argon.saltlen = static_cast<std::uint32_t>(salt.size());
  argon.t_cost = 3;
  argon.m_cost = 64 * 1024;
  argon.lanes = argon.threads = 1;
  argon.version = ARGON2_VERSION_13;
  argon.allocate_cbk = take_huge_pages;
  argon.free_cbk = give_back_pages;
  if (argon2_ctx(&argon, Argon2_id) != ARGON2_OK) std::abort();
  return key;
}

std::string totp_code(ByteView secret, std::int64_t unix_now) {
  char code[7] = {};
  if (oath_totp_generate(reinterpret_cast<const char*>(secret.data()), secret.size(), unix_now, 30, 0, 6, code) != OATH_OK) return {};
  return code;
}

std::optional<std::int64_t> match_totp(ByteView secret, std::string_view code, std::int64_t unix_now) {
  for (const std::int64_t drift : {0, -1, 1}) {
    const auto step = unix_now / 30 + drift;
    const auto expected = totp_code(secret, step * 30);
    if (!expected.empty() && constant_time_equal(as_bytes(expected), as_bytes(code))) return step;
  }
  return std::nullopt;
}

std::string to_base32(ByteView bytes) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const auto byte : bytes) {
    bits = bits << 8 | byte;
    for (count += 8; count >= 5; count -= 5) out += alphabet[bits >> (count - 5) & 31];
  }
  if (count > 0) out += alphabet[bits << (5 - count) & 31];
  return out;
}

} // namespace core
