#include "pki/public_key.h"

#include "pki/der.h"
#include "pki/errors.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

namespace pki {
namespace {

constexpr std::array<std::uint8_t, 15> rsa_identifier{0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86,
                                                      0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00};

struct Curve {
  Oid oid;
  KeyAlgorithm algorithm;
  std::string_view name;
  const char* group;
  std::size_t bits;
};
constexpr std::array<Curve, 3> curves{{
    {oid::p256, KeyAlgorithm::p256, "P-256", "P-256", 256},
    {oid::p384, KeyAlgorithm::p384, "P-384", "P-384", 384},
    {oid::p521, KeyAlgorithm::p521, "P-521", "P-521", 521},
}};

struct OtherKey {
  Oid oid;
  std::string_view name;
};
constexpr std::array<OtherKey, 18> others{{
    {{1, 2, 840, 10045, 3, 1, 1}, "P-192"},
    {{1, 3, 132, 0, 33}, "P-224"},
    {{1, 3, 132, 0, 10}, "secp256k1"},
    {{1, 3, 132, 0, 31}, "secp192k1"},
    {{1, 3, 132, 0, 32}, "secp224k1"},
    {{1, 3, 36, 3, 3, 2, 8, 1, 1, 7}, "brainpoolP256r1"},
    {{1, 3, 36, 3, 3, 2, 8, 1, 1, 11}, "brainpoolP384r1"},
    {{1, 3, 36, 3, 3, 2, 8, 1, 1, 13}, "brainpoolP512r1"},
    {{1, 2, 156, 10197, 1, 301}, "SM2"},
    {{1, 3, 101, 110}, "X25519"},
    {{1, 3, 101, 111}, "X448"},
    {{1, 3, 101, 112}, "Ed25519"},
    {{1, 3, 101, 113}, "Ed448"},
    {{1, 2, 840, 10040, 4, 1}, "DSA"},
    {{1, 2, 840, 113549, 1, 1, 10}, "RSASSA-PSS"},
    {{1, 2, 840, 113549, 1, 3, 1}, "DH"},
    {{2, 16, 840, 1, 101, 3, 4, 3, 18}, "ML-DSA-65"},
    {{2, 16, 840, 1, 101, 3, 4, 4, 2}, "ML-KEM-768"},
}};

std::string name_of(const Oid& oid) {
  const auto found = std::ranges::find(others, oid, &OtherKey::oid);
  return found == others.end() ? oid.to_string() : std::string(found->name);
}

core::Failure malformed(const char* cause) { return core::fail(errors::key_malformed, {}, cause); }

template <auto Function>
struct Free {
  template <class T>
  void operator()(T* object) const {
    Function(object);
  }
};
using Context = std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Free<EVP_MD_CTX_free>>;
using Number = std::unique_ptr<BIGNUM, Free<BN_free>>;
using ParamBuilder = std::unique_ptr<OSSL_PARAM_BLD, Free<OSSL_PARAM_BLD_free>>;
using ParamList = std::unique_ptr<OSSL_PARAM, Free<OSSL_PARAM_free>>;

// Fetching a key manager costs more than making the key, so each thread keeps its contexts.
EVP_PKEY* key_from(const char* type, OSSL_PARAM* params) {
  thread_local const Context ec(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  thread_local const Context rsa(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
  EVP_PKEY_CTX* context = type[0] == 'E' ? ec.get() : rsa.get();
  EVP_PKEY* key = nullptr;
  if (EVP_PKEY_fromdata_init(context) != 1 || EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, params) != 1) {
    ERR_clear_error();
    EVP_PKEY_free(key);
    return nullptr;
  }
  return key;
}

EVP_PKEY* new_ec_key(const char* group, core::ByteView point) {
  std::array<char, 8> group_name{};
  std::copy_n(group, std::string_view(group).size(), group_name.begin());
  core::Bytes point_copy = core::to_bytes(point);
  std::array params{OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group_name.data(), 0),
                    OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point_copy.data(), point_copy.size()),
                    OSSL_PARAM_construct_end()};
  return key_from("EC", params.data());
}

using KeyPointer = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;

const EVP_MD* digest_of(SignatureAlgorithm algorithm) {
  static const std::array digests{EVP_MD_fetch(nullptr, "SHA256", nullptr), EVP_MD_fetch(nullptr, "SHA384", nullptr),
                                  EVP_MD_fetch(nullptr, "SHA512", nullptr)};
  return digests[static_cast<std::size_t>(algorithm) % 3];
}

/// A thread's own key of one curve, whose point changes with what is to be verified: making a key takes 25 µs, copying one 20, another
/// point 5.
class CurveVerifier {
public:
  static CurveVerifier& of(KeyAlgorithm algorithm) {
    thread_local std::array<CurveVerifier, curves.size()> all;
    const auto curve = std::ranges::find(curves, algorithm, &Curve::algorithm);
    auto& one = all[static_cast<std::size_t>(curve - curves.begin())];
    one.group_ = curve->group;
    return one;
  }
  /// False where the point is not on the curve, which OpenSSL checks either way.
  bool set(core::ByteView point) {
    if (!point_.empty() && core::equal(point_, point)) return true;
    const bool good = context_ == nullptr ? begin(point) : EVP_PKEY_set1_encoded_public_key(key_.get(), point.data(), point.size()) == 1;
    if (!good) ERR_clear_error();
    point_ = good ? core::to_bytes(point) : core::Bytes{};
    return good;
  }
  bool verify(SignatureAlgorithm algorithm, core::ByteView message, core::ByteView signature) {
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> hash{};
    unsigned size = 0;
    const bool valid = EVP_Digest(message.data(), message.size(), hash.data(), &size, digest_of(algorithm), nullptr) == 1 &&
                       EVP_PKEY_verify(context_.get(), signature.data(), signature.size(), hash.data(), size) == 1;
    if (!valid) ERR_clear_error();
    return valid;
  }

private:
  bool begin(core::ByteView point) {
    key_.reset(new_ec_key(group_, point));
    if (key_ == nullptr) return false;
    context_.reset(EVP_PKEY_CTX_new_from_pkey(nullptr, key_.get(), nullptr));
    if (context_ != nullptr && EVP_PKEY_verify_init(context_.get()) == 1) return true;
    context_.reset();
    return false;
  }
  const char* group_ = nullptr;
  core::Bytes point_; ///< that the key has; empty where it has none
  KeyPointer key_;
  Context context_;
};

EVP_PKEY* rsa_key(core::ByteView modulus, core::ByteView exponent) {
  const Number n(BN_bin2bn(modulus.data(), static_cast<int>(modulus.size()), nullptr));
  const Number e(BN_bin2bn(exponent.data(), static_cast<int>(exponent.size()), nullptr));
  const ParamBuilder builder(OSSL_PARAM_BLD_new());
  if (OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1)
    return nullptr;
  const ParamList params(OSSL_PARAM_BLD_to_param(builder.get()));
  return key_from("RSA", params.get());
}

bool is_pss(SignatureAlgorithm algorithm) { return algorithm >= SignatureAlgorithm::pss_sha256; }

bool verify_rsa(EVP_PKEY* key, SignatureAlgorithm algorithm, core::ByteView message, core::ByteView signature) {
  const DigestContext context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* key_context = nullptr;
  bool ready = EVP_DigestVerifyInit(context.get(), &key_context, digest_of(algorithm), nullptr, key) == 1;
  if (ready && is_pss(algorithm))
    ready = EVP_PKEY_CTX_set_rsa_padding(key_context, RSA_PKCS1_PSS_PADDING) == 1 &&
            EVP_PKEY_CTX_set_rsa_pss_saltlen(key_context, RSA_PSS_SALTLEN_DIGEST) == 1;
  const bool valid = ready && EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(), message.size()) == 1;
  if (!valid) ERR_clear_error();
  return valid;
}

} // namespace

PublicKey::Range PublicKey::range_of(core::ByteView view) const {
  return {static_cast<std::size_t>(view.data() - spki_.data()), view.size()};
}

core::Result<PublicKey> PublicKey::parse(core::ByteView spki_der) {
  PublicKey key;
  key.spki_ = core::to_bytes(spki_der);
  auto reader = TRY(der::read_sequence(key.spki_));
  const auto identifier = TRY(reader.expect(der::tag::sequence));
  key.bit_string_ = key.range_of(TRY(reader.bit_string_octets()));
  TRY(reader.finish());

  der::Reader fields(identifier.contents);
  const auto algorithm = TRY(fields.oid());
  if (algorithm == oid::rsa_encryption) {
    if (!core::equal(identifier.whole, rsa_identifier)) return core::fail(errors::key_algorithm_encoding);
    TRY(key.read_rsa());
  } else if (algorithm == oid::ec_public_key) {
    // RFC 5480 2.1.1: namedCurve only.
    if (!fields.next_is(der::tag::oid)) return core::fail(errors::key_algorithm_encoding);
    const auto named = TRY(fields.oid());
    TRY(fields.finish());
    const auto curve = std::ranges::find(curves, named, &Curve::oid);
    key.other_curve_ = curve == curves.end();
    key.name_ = key.other_curve_ ? name_of(named) : std::string(curve->name);
    if (!key.other_curve_) {
      key.algorithm_ = curve->algorithm;
      key.bits_ = curve->bits;
      TRY(key.read_point());
    }
  } else {
    key.name_ = name_of(algorithm);
  }
  return key;
}

core::Result<void> PublicKey::read_rsa() {
  auto numbers = TRY(der::read_sequence(part(bit_string_)));
  const auto modulus = TRY(numbers.unsigned_integer());
  const auto exponent = TRY(numbers.unsigned_integer());
  TRY(numbers.finish());
  if (modulus.empty() || exponent.empty()) return malformed("a zero modulus or exponent");
  algorithm_ = KeyAlgorithm::rsa;
  name_ = "RSA";
  modulus_ = range_of(modulus);
  exponent_ = range_of(exponent);
  bits_ = modulus.size() * 8 - static_cast<std::size_t>(std::countl_zero(modulus[0]));
  return {};
}

core::Result<void> PublicKey::read_point() {
  point_ = bit_string_;
  const auto octets = point();
  const std::size_t coordinate = (bits_ + 7) / 8;
  if (octets.size() == coordinate + 1 && (octets[0] == 2 || octets[0] == 3)) return core::fail(errors::key_point_compressed);
  if (octets.size() != 2 * coordinate + 1 || octets[0] != 4) return core::fail(errors::key_point_invalid, {{"curve", name_}});
  return {};
}

core::Bytes PublicKey::key_identifier() const { return core::sha1(part(bit_string_)); }

core::Result<void> PublicKey::verify(SignatureAlgorithm algorithm, core::ByteView message, core::ByteView signature) const {
  return TRY(Verifier::make(*this)).verify(algorithm, message, signature);
}

void Verifier::Free::operator()(evp_pkey_st* key) const { EVP_PKEY_free(key); }

core::Result<Verifier> Verifier::make(const PublicKey& key) {
  if (key.algorithm() == KeyAlgorithm::unsupported)
    return core::fail(errors::key_algorithm_unsupported, {{"algorithm", key.algorithm_name()}});
  Verifier made(key.algorithm());
  if (key.algorithm() == KeyAlgorithm::rsa) {
    made.rsa_.reset(rsa_key(key.modulus(), key.exponent()));
    if (made.rsa_ == nullptr) return malformed("OpenSSL refuses the RSA key");
  } else {
    made.point_ = core::to_bytes(key.point());
    if (!CurveVerifier::of(key.algorithm()).set(made.point_))
      return core::fail(errors::key_point_invalid, {{"curve", key.algorithm_name()}});
  }
  return made;
}

core::Result<void> Verifier::verify(SignatureAlgorithm algorithm, core::ByteView message, core::ByteView signature) const {
  if (!matches(algorithm, algorithm_)) return core::fail(errors::signature_invalid, {}, "the algorithm does not fit the key");
  bool valid = false;
  if (rsa_ != nullptr) {
    valid = verify_rsa(rsa_.get(), algorithm, message, signature);
  } else {
    auto& curve = CurveVerifier::of(algorithm_);
    valid = curve.set(point_) && curve.verify(algorithm, message, signature);
  }
  if (!valid) return core::fail(errors::signature_invalid);
  return {};
}

} // namespace pki
