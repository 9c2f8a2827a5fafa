#include "ca/errors.h"
#include "ca/files.h"
#include "ca/key_store.h"
#include "core/crypto.h"

#include <map>
#include <mutex>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

namespace ca {
namespace {

constexpr std::string_view magic = "shomei sealed key 1\n";
constexpr std::size_t salt_size = 16;

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;
struct FreeContext {
  void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
};
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, FreeContext>;

core::Failure openssl_failure(core::ErrorCode code) {
  char text[256] = {};
  ERR_error_string_n(ERR_get_error(), text, sizeof text);
  ERR_clear_error();
  return core::fail(code, {}, text);
}

/// Bytes that are wiped when they go out of scope.
class Wiped {
public:
  explicit Wiped(core::Bytes bytes) : bytes_(std::move(bytes)) {}
  Wiped(Wiped&&) = default;
  ~Wiped() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }
  const core::Bytes& bytes() const { return bytes_; }

private:
  core::Bytes bytes_;
};

class EvpSession final : public SigningSession {
public:
  static core::Result<std::unique_ptr<SigningSession>> make(EVP_PKEY* key, KeyKind kind) {
    auto session = std::make_unique<EvpSession>();
    session->digest_.reset(EVP_MD_fetch(nullptr, pki::digest_name(signature_of(kind)), nullptr));
    session->context_.reset(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
    auto* context = session->context_.get();
    if (!session->digest_ || context == nullptr || EVP_PKEY_sign_init(context) != 1 ||
        (rsa_bits(kind) != 0 && EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) != 1) ||
        EVP_PKEY_CTX_set_signature_md(context, session->digest_.get()) != 1)
      return openssl_failure(errors::signing_failed);
    session->capacity_ = static_cast<std::size_t>(EVP_PKEY_get_size(key));
    return std::unique_ptr<SigningSession>(std::move(session));
  }

  core::Result<core::Bytes> sign(core::ByteView tbs) override {
    std::uint8_t digest[EVP_MAX_MD_SIZE];
    unsigned digest_size = 0;
    core::Bytes signature(capacity_);
    std::size_t size = signature.size();
    if (EVP_Digest(tbs.data(), tbs.size(), digest, &digest_size, digest_.get(), nullptr) != 1 ||
        EVP_PKEY_sign(context_.get(), signature.data(), &size, digest, digest_size) != 1)
      return openssl_failure(errors::signing_failed);
    signature.resize(size);
    return signature;
  }

private:
  struct FreeDigest {
    void operator()(EVP_MD* digest) const { EVP_MD_free(digest); }
  };
  std::unique_ptr<EVP_MD, FreeDigest> digest_;
  KeyContext context_;
  std::size_t capacity_ = 0;
};

class FileKey final : public SigningKey {
public:
  FileKey(KeyKind kind, core::Bytes spki, Key key) : SigningKey(kind, std::move(spki)), key_(std::move(key)) {}
  core::Result<std::unique_ptr<SigningSession>> open() const override { return EvpSession::make(key_.get(), kind()); }

private:
  Key key_;
};

core::Result<KeyKind> kind_of(const EVP_PKEY* key) {
  if (EVP_PKEY_is_a(key, "RSA") == 1) return key_kind(pki::KeyAlgorithm::rsa, static_cast<std::uint64_t>(EVP_PKEY_get_bits(key)));
  char group[32] = {};
  EVP_PKEY_get_group_name(key, group, sizeof group, nullptr);
  const std::string_view name(group);
  return parse_key_kind(name == "prime256v1" ? "p256" : name == "secp384r1" ? "p384" : "?");
}

core::Result<std::unique_ptr<SigningKey>> wrap(Key key) {
  const auto kind = TRY(kind_of(key.get()));
  std::uint8_t* der = nullptr;
  const int size = i2d_PUBKEY(key.get(), &der);
  if (size <= 0) return openssl_failure(errors::key_unreadable);
  core::Bytes spki(der, der + size);
  OPENSSL_free(der);
  return std::unique_ptr<SigningKey>(std::make_unique<FileKey>(kind, std::move(spki), std::move(key)));
}

Key generate(KeyKind kind) {
  if (rsa_bits(kind) != 0) return Key(EVP_RSA_gen(rsa_bits(kind)));
  return Key(EVP_EC_gen(kind == KeyKind::p384 ? "P-384" : "P-256"));
}

core::Result<Wiped> to_pkcs8(const EVP_PKEY* key) {
  const std::unique_ptr<PKCS8_PRIV_KEY_INFO, decltype(&PKCS8_PRIV_KEY_INFO_free)> info(EVP_PKEY2PKCS8(key), PKCS8_PRIV_KEY_INFO_free);
  std::uint8_t* der = nullptr;
  const int size = info ? i2d_PKCS8_PRIV_KEY_INFO(info.get(), &der) : -1;
  if (size <= 0) return openssl_failure(errors::key_unreadable);
  Wiped out(core::Bytes(der, der + size));
  OPENSSL_clear_free(der, static_cast<std::size_t>(size));
  return out;
}

core::Result<Key> from_pkcs8(core::ByteView der) {
  const auto* cursor = der.data();
  const std::unique_ptr<PKCS8_PRIV_KEY_INFO, decltype(&PKCS8_PRIV_KEY_INFO_free)> info(
      d2i_PKCS8_PRIV_KEY_INFO(nullptr, &cursor, static_cast<long>(der.size())), PKCS8_PRIV_KEY_INFO_free);
  Key key(info ? EVP_PKCS82PKEY(info.get()) : nullptr);
  if (!key) return openssl_failure(errors::key_unreadable);
  return key;
}

/// DIR/signer/keys/NAME.key = magic || salt || AES-256-GCM(PKCS#8) under Argon2id(pass phrase, salt); the name is authenticated.
class FileKeyStore final : public KeyStore {
public:
  FileKeyStore(std::filesystem::path directory, std::string passphrase)
      : directory_(std::move(directory)), passphrase_(std::move(passphrase)) {}
  ~FileKeyStore() override { OPENSSL_cleanse(passphrase_.data(), passphrase_.size()); }

  core::Result<std::unique_ptr<SigningKey>> create(const std::string& name, KeyKind kind) override {
    const auto path = path_of(name);
    if (std::filesystem::exists(path)) return core::fail(errors::key_exists, {{"name", name}});
    Key key = generate(kind);
    if (!key) return openssl_failure(errors::key_unreadable);
    const auto plain = TRY(to_pkcs8(key.get()));
    const auto salt = shared_salt();
    core::Bytes content = core::to_bytes(magic);
    content.insert(content.end(), salt.begin(), salt.end());
    const auto sealed = core::seal(sealing_key(salt), plain.bytes(), core::as_bytes(name));
    content.insert(content.end(), sealed.begin(), sealed.end());
    TRY(write_durably(path, content));
    return wrap(std::move(key));
  }

  core::Result<std::unique_ptr<SigningKey>> load(const std::string& name) override {
    const auto path = path_of(name);
    if (!std::filesystem::exists(path)) return core::fail(errors::key_missing, {{"name", name}});
    const auto content = TRY(read_file(path));
    const core::ByteView view(content);
    const auto salt = salt_of(view);
    if (!salt) return core::fail(errors::key_unreadable, {{"name", name}}, "not a sealed key");
    auto plain = core::open_sealed(sealing_key(*salt), view.subspan(magic.size() + salt_size), core::as_bytes(name));
    if (!plain) return core::fail(errors::key_unreadable, {{"name", name}}, "wrong pass phrase, or the file was changed");
    const Wiped wiped(std::move(*plain));
    return wrap(TRY(from_pkcs8(wiped.bytes())));
  }

private:
  std::filesystem::path path_of(const std::string& name) const { return directory_ / (name + ".key"); }

  static std::optional<core::Bytes> salt_of(core::ByteView content) {
    if (content.size() < magic.size() + salt_size || !core::equal(content.first(magic.size()), core::as_bytes(magic))) return std::nullopt;
    return core::to_bytes(content.subspan(magic.size(), salt_size));
  }

  /// The salt of the keys that are there, whoever made them; a random one for the first.
  core::Bytes shared_salt() const {
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(directory_, ignored)) {
      const auto content = read_file(entry.path());
      if (const auto salt = content ? salt_of(*content) : std::nullopt) return *salt;
    }
    return core::random_bytes(salt_size);
  }

  /// Argon2id takes a tenth of a second; the keys of one folder share a salt, so a program pays it once.
  const core::Bytes& sealing_key(const core::Bytes& salt) {
    const std::scoped_lock lock(mutex_);
    auto& key = salts_[salt];
    if (key.empty()) key = core::derive_key(passphrase_, salt);
    return key;
  }

  std::filesystem::path directory_;
  std::string passphrase_;
  std::mutex mutex_;
  std::map<core::Bytes, core::Bytes> salts_;
};

} // namespace

core::Result<std::unique_ptr<KeyStore>> open_file_key_store(const std::filesystem::path& keys, std::string passphrase) {
  std::error_code failed;
  std::filesystem::create_directories(keys, failed);
  if (failed) return core::fail(errors::signer_file_unwritable, {{"file", keys.string()}}, failed.message());
  std::filesystem::permissions(keys, std::filesystem::perms::owner_all, failed);
  return std::unique_ptr<KeyStore>(std::make_unique<FileKeyStore>(keys, std::move(passphrase)));
}

} // namespace ca
