#pragma once

#include "core/bytes.h"
#include "core/result.h"
#include "pki/signature.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace ca {

/// The keys a hierarchy may be made of (BR 6.1.5). The digest follows from the key (BR 7.1.3.2): SHA-384 for P-384, else SHA-256.
enum class KeyKind : std::uint8_t { rsa2048, rsa3072, rsa4096, p256, p384 };
std::string_view to_string(KeyKind kind);
core::Result<KeyKind> parse_key_kind(std::string_view text);
/// The kind for an algorithm and, for RSA, a size; `key_kind_unknown` for anything else.
core::Result<KeyKind> key_kind(pki::KeyAlgorithm algorithm, std::uint64_t rsa_bits);
/// 0 for an elliptic curve.
unsigned rsa_bits(KeyKind kind);
pki::KeyAlgorithm algorithm_of(KeyKind kind);
inline pki::SignatureAlgorithm signature_of(KeyKind kind) { return pki::signature_algorithm_for(algorithm_of(kind)); }

/// A prepared way to use one key; belongs to one thread.
class SigningSession {
public:
  virtual ~SigningSession() = default;
  /// The signature over `tbs` as a signatureValue carries it: PKCS#1 v1.5, or ECDSA-Sig-Value in DER.
  virtual core::Result<core::Bytes> sign(core::ByteView tbs) = 0;
};

/// A private key that never leaves its store; safe to share between threads.
class SigningKey {
public:
  SigningKey(KeyKind kind, core::Bytes spki) : kind_(kind), spki_(std::move(spki)) {}
  virtual ~SigningKey() = default;
  KeyKind kind() const { return kind_; }
  /// The DER SubjectPublicKeyInfo.
  const core::Bytes& spki() const { return spki_; }
  virtual core::Result<std::unique_ptr<SigningSession>> open() const = 0;

private:
  KeyKind kind_;
  core::Bytes spki_;
};

class KeyStore {
public:
  virtual ~KeyStore() = default;
  /// Makes a key under a name that is free (`key_exists`).
  virtual core::Result<std::unique_ptr<SigningKey>> create(const std::string& name, KeyKind kind) = 0;
  /// `key_missing` where there is none of that name.
  virtual core::Result<std::unique_ptr<SigningKey>> load(const std::string& name) = 0;
};

/// Opens `file` (sealed files in `directory`/keys) or `pkcs11:/path/module.so[?token=LABEL]`; both are unlocked by `secret`.
core::Result<std::unique_ptr<KeyStore>> open_key_store(const std::string& location, const std::filesystem::path& directory,
                                                       std::string secret);
core::Result<std::unique_ptr<KeyStore>> open_file_key_store(const std::filesystem::path& keys, std::string passphrase);
core::Result<std::unique_ptr<KeyStore>> open_pkcs11_key_store(const std::string& location, const std::string& pin);

/// The pass phrase (or PIN) from SHOMEI_SIGNER_PASSPHRASE, else from `directory`/passphrase, which nobody else may read.
core::Result<std::string> read_passphrase(const std::filesystem::path& directory);
/// Makes `directory`/passphrase with 256 random bits where there is neither file nor variable.
core::Result<void> ensure_passphrase(const std::filesystem::path& directory);

} // namespace ca
