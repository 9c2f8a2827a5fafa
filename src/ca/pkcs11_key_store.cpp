#include "ca/errors.h"
#include "ca/key_store.h"
#include "ca/pkcs11.h"
#include "core/crypto.h"
#include "pki/der.h"
#include "pki/oid.h"
#include "pki/public_key.h"

#include <array>
#include <openssl/evp.h>
#include <vector>

namespace ca {
namespace {

CK_ATTRIBUTE attribute(CK_ATTRIBUTE_TYPE type, const void* value, std::size_t size) {
  return {type, const_cast<void*>(value), static_cast<CK_ULONG>(size)};
}
template <class T>
CK_ATTRIBUTE attribute(CK_ATTRIBUTE_TYPE type, const T& value) {
  return attribute(type, &value, sizeof value);
}

/// DigestInfo without the digest (RFC 8017 9.2 note 1), for SHA-256; CA keys of RSA sign over nothing else.
constexpr std::array<std::uint8_t, 19> sha256_info{0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                                                   0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20};

core::Result<CK_OBJECT_HANDLE> find(const Token& token, CK_SESSION_HANDLE session, CK_OBJECT_CLASS kind, const std::string& label) {
  std::array query{attribute(CKA_CLASS, kind), attribute(CKA_LABEL, label.data(), label.size())};
  auto* f = token.functions();
  TRY(check_token(f->C_FindObjectsInit(session, query.data(), query.size()), "C_FindObjectsInit"));
  std::array<CK_OBJECT_HANDLE, 2> found{};
  CK_ULONG count = 0;
  const auto value = f->C_FindObjects(session, found.data(), found.size(), &count);
  f->C_FindObjectsFinal(session);
  TRY(check_token(value, "C_FindObjects"));
  if (count == 0) return core::fail(errors::key_missing, {{"name", label}});
  if (count > 1) return core::fail(errors::key_unreadable, {{"name", label}}, "several objects of one label");
  return found[0];
}

core::Result<core::Bytes> read(const Token& token, CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type) {
  CK_ATTRIBUTE query{type, nullptr, 0};
  auto* f = token.functions();
  TRY(check_token(f->C_GetAttributeValue(session, object, &query, 1), "C_GetAttributeValue"));
  core::Bytes value(query.ulValueLen);
  query.pValue = value.data();
  TRY(check_token(f->C_GetAttributeValue(session, object, &query, 1), "C_GetAttributeValue"));
  return value;
}

void write_spki(pki::der::Writer& out, const pki::Oid& algorithm, const core::Bytes& parameters, core::ByteView key) {
  out.sequence([&] {
    out.sequence([&] { out.oid(algorithm).raw(parameters); });
    out.bit_string(key);
  });
}

core::Result<core::Bytes> read_spki(const Token& token, CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object) {
  const auto type = TRY(read(token, session, object, CKA_KEY_TYPE));
  pki::der::Writer out;
  if (type.size() == sizeof(CK_KEY_TYPE) && *reinterpret_cast<const CK_KEY_TYPE*>(type.data()) == CKK_RSA) {
    const auto modulus = TRY(read(token, session, object, CKA_MODULUS));
    const auto exponent = TRY(read(token, session, object, CKA_PUBLIC_EXPONENT));
    pki::der::Writer key;
    key.sequence([&] { key.unsigned_integer(modulus).unsigned_integer(exponent); });
    write_spki(out, pki::oid::rsa_encryption, {0x05, 0x00}, key.bytes());
    return out.take();
  }
  // CKA_EC_POINT is an OCTET STRING around the point (PKCS#11 2.40, 2.3.3).
  const auto wrapped = TRY(read(token, session, object, CKA_EC_POINT));
  const auto point = TRY(pki::der::Reader(wrapped).octet_string());
  write_spki(out, pki::oid::ec_public_key, TRY(read(token, session, object, CKA_EC_PARAMS)), point);
  return out.take();
}

/// One PKCS#11 session with its private-key handle; opened again once when the token says that it is gone.
class TokenSession final : public SigningSession {
public:
  TokenSession(const Token& token, std::string label, KeyKind kind) : token_(token), label_(std::move(label)), kind_(kind) {}
  ~TokenSession() override { close(); }

  core::Result<void> open() {
    close();
    session_ = TRY(token_.open_session());
    key_ = TRY(find(token_, session_, CKO_PRIVATE_KEY, label_));
    return {};
  }

  core::Result<core::Bytes> sign(core::ByteView tbs) override {
    const auto input = digest_input(tbs);
    core::Bytes signature;
    auto value = try_sign(input, signature);
    if (is_lost(value)) {
      TRY(open());
      value = try_sign(input, signature);
    }
    TRY(check_token(value, "C_Sign"));
    if (rsa_bits(kind_) != 0) return signature;
    return pki::ecdsa_to_der(signature);
  }

private:
  core::Bytes digest_input(core::ByteView tbs) const {
    core::Bytes out;
    if (rsa_bits(kind_) != 0) out.assign(sha256_info.begin(), sha256_info.end());
    std::uint8_t digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    EVP_Digest(tbs.data(), tbs.size(), digest, &size, kind_ == KeyKind::p384 ? EVP_sha384() : EVP_sha256(), nullptr);
    out.insert(out.end(), digest, digest + size);
    return out;
  }

  CK_RV try_sign(const core::Bytes& input, core::Bytes& signature) {
    CK_MECHANISM mechanism{rsa_bits(kind_) != 0 ? CKM_RSA_PKCS : CKM_ECDSA, nullptr, 0};
    auto* f = token_.functions();
    if (const auto value = f->C_SignInit(session_, &mechanism, key_); value != CKR_OK) return value;
    signature.resize(512);
    CK_ULONG size = signature.size();
    const auto value = f->C_Sign(session_, const_cast<CK_BYTE*>(input.data()), input.size(), signature.data(), &size);
    signature.resize(value == CKR_OK ? size : 0);
    return value;
  }

  static bool is_lost(CK_RV value) {
    return value == CKR_SESSION_HANDLE_INVALID || value == CKR_SESSION_CLOSED || value == CKR_DEVICE_ERROR || value == CKR_DEVICE_REMOVED ||
           value == CKR_KEY_HANDLE_INVALID || value == CKR_USER_NOT_LOGGED_IN || value == CKR_OBJECT_HANDLE_INVALID;
  }

  void close() {
    if (session_ != 0) token_.functions()->C_CloseSession(session_);
    session_ = 0;
  }

  const Token& token_;
  std::string label_;
  KeyKind kind_;
  CK_SESSION_HANDLE session_ = 0;
  CK_OBJECT_HANDLE key_ = 0;
};

class TokenKey final : public SigningKey {
public:
  TokenKey(const Token& token, std::string label, KeyKind kind, core::Bytes spki)
      : SigningKey(kind, std::move(spki)), token_(token), label_(std::move(label)) {}
  core::Result<std::unique_ptr<SigningSession>> open() const override {
    auto session = std::make_unique<TokenSession>(token_, label_, kind());
    TRY(session->open());
    return std::unique_ptr<SigningSession>(std::move(session));
  }

private:
  const Token& token_;
  std::string label_;
};

class TokenKeyStore final : public KeyStore {
public:
  explicit TokenKeyStore(std::unique_ptr<Token> token) : token_(std::move(token)) {}

  core::Result<std::unique_ptr<SigningKey>> create(const std::string& name, KeyKind kind) override {
    const auto opened = TRY(token_->open_session());
    const ScopedSession session{*token_, opened};
    if (const auto known = find(*token_, session.handle, CKO_PRIVATE_KEY, name); known)
      return core::fail(errors::key_exists, {{"name", name}});
    TRY(generate(session.handle, name, kind));
    return load(name);
  }

  core::Result<std::unique_ptr<SigningKey>> load(const std::string& name) override {
    const auto opened = TRY(token_->open_session());
    const ScopedSession session{*token_, opened};
    (void)TRY(find(*token_, session.handle, CKO_PRIVATE_KEY, name));
    const auto object = TRY(find(*token_, session.handle, CKO_PUBLIC_KEY, name));
    auto spki = TRY(read_spki(*token_, session.handle, object));
    const auto key = TRY(pki::PublicKey::parse(spki));
    const auto kind = TRY(key_kind(key.algorithm(), key.bits()));
    return std::unique_ptr<SigningKey>(std::make_unique<TokenKey>(*token_, name, kind, std::move(spki)));
  }

private:
  struct ScopedSession {
    const Token& token;
    CK_SESSION_HANDLE handle;
    ~ScopedSession() { token.functions()->C_CloseSession(handle); }
  };

  core::Result<void> generate(CK_SESSION_HANDLE session, const std::string& name, KeyKind kind) {
    const CK_BBOOL yes = CK_TRUE, no = CK_FALSE;
    const CK_ULONG bits = rsa_bits(kind);
    const std::array<std::uint8_t, 3> exponent{1, 0, 1};
    pki::der::Writer curve;
    curve.oid(kind == KeyKind::p384 ? pki::oid::p384 : pki::oid::p256);
    std::vector<CK_ATTRIBUTE> open{attribute(CKA_TOKEN, yes), attribute(CKA_VERIFY, yes), attribute(CKA_LABEL, name.data(), name.size()),
                                   attribute(CKA_ID, name.data(), name.size())};
    if (bits != 0) {
      open.push_back(attribute(CKA_MODULUS_BITS, bits));
      open.push_back(attribute(CKA_PUBLIC_EXPONENT, exponent.data(), exponent.size()));
    } else {
      open.push_back(attribute(CKA_EC_PARAMS, curve.bytes().data(), curve.bytes().size()));
    }
    std::vector<CK_ATTRIBUTE> secret{attribute(CKA_TOKEN, yes),
                                     attribute(CKA_PRIVATE, yes),
                                     attribute(CKA_SENSITIVE, yes),
                                     attribute(CKA_EXTRACTABLE, no),
                                     attribute(CKA_SIGN, yes),
                                     attribute(CKA_LABEL, name.data(), name.size()),
                                     attribute(CKA_ID, name.data(), name.size())};
    CK_MECHANISM mechanism{bits != 0 ? CKM_RSA_PKCS_KEY_PAIR_GEN : CKM_EC_KEY_PAIR_GEN, nullptr, 0};
    CK_OBJECT_HANDLE public_key = 0, private_key = 0;
    return check_token(token_->functions()->C_GenerateKeyPair(session, &mechanism, open.data(), open.size(), secret.data(), secret.size(),
                                                              &public_key, &private_key),
                       "C_GenerateKeyPair");
  }

  std::unique_ptr<Token> token_;
};

} // namespace

core::Result<std::unique_ptr<KeyStore>> open_pkcs11_key_store(const std::string& location, const std::string& pin) {
  return std::unique_ptr<KeyStore>(std::make_unique<TokenKeyStore>(TRY(Token::open(location, pin))));
}

} // namespace ca
