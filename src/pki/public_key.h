#pragma once

#include "core/bytes.h"
#include "core/crypto.h"
#include "core/result.h"
#include "pki/signature.h"

#include <memory>
#include <string>

struct evp_pkey_st;

namespace pki {

/// A SubjectPublicKeyInfo, owned as its exact bytes. Parsing checks the encoding only; `check_key` decides whether the
/// key is good enough. A key of another algorithm or curve parses as `KeyAlgorithm::unsupported`.
class PublicKey {
public:
  static core::Result<PublicKey> parse(core::ByteView spki_der);

  KeyAlgorithm algorithm() const { return algorithm_; }
  /// `RSA`, `P-256`, …; `Ed25519`, `P-192` or a dotted OID for what is unsupported.
  const std::string& algorithm_name() const { return name_; }
  /// Whether an unsupported key is an EC key on another curve.
  bool other_curve() const { return other_curve_; }
  /// Modulus or field size in bits; 0 for what is unsupported.
  std::size_t bits() const { return bits_; }
  core::ByteView spki() const { return spki_; }
  core::Sha256 spki_sha256() const { return core::sha256(spki_); }
  /// SHA-1 of the BIT STRING's octets (RFC 5280 4.2.1.2 (1)).
  core::Bytes key_identifier() const;
  /// RSA only: magnitudes without leading zeros.
  core::ByteView modulus() const { return part(modulus_); }
  core::ByteView exponent() const { return part(exponent_); }
  /// EC only: the point as encoded.
  core::ByteView point() const { return part(point_); }

  /// Verifies one signature; for many by one key use a Verifier. `signature_invalid` covers every mismatch.
  core::Result<void> verify(SignatureAlgorithm algorithm, core::ByteView message, core::ByteView signature) const;

private:
  struct Range { // positions, so that a copy does not point into its original
    std::size_t offset = 0, size = 0;
  };
  core::ByteView part(Range range) const { return core::ByteView(spki_).subspan(range.offset, range.size); }
  Range range_of(core::ByteView view) const;
  core::Result<void> read_rsa();
  core::Result<void> read_point();

  core::Bytes spki_;
  KeyAlgorithm algorithm_ = KeyAlgorithm::unsupported;
  std::string name_;
  bool other_curve_ = false;
  std::size_t bits_ = 0;
  Range bit_string_, modulus_, exponent_, point_;
};

/// A key ready to verify with; movable.
class Verifier {
public:
  /// Refuses an EC point that is not on its curve with `key_point_invalid`, unsupported keys with `key_algorithm_unsupported`.
  static core::Result<Verifier> make(const PublicKey& key);
  core::Result<void> verify(SignatureAlgorithm algorithm, core::ByteView message, core::ByteView signature) const;

private:
  struct Free {
    void operator()(evp_pkey_st* key) const;
  };
  explicit Verifier(KeyAlgorithm algorithm) : algorithm_(algorithm) {}
  KeyAlgorithm algorithm_;
  std::unique_ptr<evp_pkey_st, Free> rsa_;
  core::Bytes point_;
};

} // namespace pki
