#pragma once

#include "core/bytes.h"
#include "core/clock.h"
#include "core/crypto.h"
#include "core/result.h"
#include "pki/general_names.h"
#include "pki/name.h"
#include "pki/oid.h"
#include "pki/public_key.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pki {

/// One X.509 extension; `value` is the contents of its OCTET STRING.
struct Extension {
  Oid oid;
  bool critical = false;
  core::ByteView value;
};

struct BasicConstraints {
  bool ca = false;
  std::optional<std::uint64_t> path_length;
};

/// RFC 5280 4.2.1.3, as bits from the most significant end of the BIT STRING.
namespace key_usage {
inline constexpr std::uint16_t digital_signature = 0x8000, non_repudiation = 0x4000, key_encipherment = 0x2000, data_encipherment = 0x1000,
                               key_agreement = 0x0800, key_cert_sign = 0x0400, crl_sign = 0x0200, encipher_only = 0x0100,
                               decipher_only = 0x0080;
}

struct PolicyReference {
  Oid oid;
  std::string cps_url;
};

/// A TBSCertificate read strictly; the views point into the caller's bytes. Lint works on this.
struct TbsCertificate {
  core::ByteView der;
  std::uint64_t version = 0; ///< 0 is v1, 2 is v3
  core::ByteView serial;     ///< contents octets of the INTEGER, sign octet included
  core::ByteView signature_algorithm;
  core::ByteView issuer_der, subject_der, spki;
  Name issuer, subject;
  core::ByteView validity_der;
  core::Instant not_before, not_after;
  bool has_unique_ids = false;
  std::vector<Extension> extensions;

  std::optional<BasicConstraints> basic_constraints;
  std::optional<std::uint16_t> key_usage;
  std::vector<Oid> extended_key_usage;
  std::vector<PolicyReference> policies;
  GeneralNames names;
  core::ByteView subject_key_identifier, authority_key_identifier;
  bool authority_has_issuer = false; ///< AKI carries issuer or serial, which BR forbids
  std::vector<std::string> ocsp_urls, ca_issuer_urls, crl_urls;

  /// Refuses repeated extensions, bad times, wrong encodings of every extension above: `certificate_malformed`.
  static core::Result<TbsCertificate> parse(core::ByteView der);
  const Extension* find(const Oid& oid) const;
};

/// A Certificate that owns its bytes. Movable, not copyable: its fields are views into them.
class Certificate {
public:
  static core::Result<Certificate> parse(core::Bytes der);
  static core::Result<Certificate> parse_pem(std::string_view pem);
  Certificate(Certificate&&) = default;
  Certificate& operator=(Certificate&&) = default;
  Certificate clone() const { return parse(der_).value(); }

  core::ByteView der() const { return der_; }
  const TbsCertificate& tbs() const { return tbs_; }
  core::ByteView signature_algorithm() const { return signature_algorithm_; }
  core::ByteView signature() const { return signature_; }

  /// The serial's magnitude without a sign octet, and its lower-case hexadecimal.
  core::ByteView serial() const;
  std::string serial_hex() const { return core::to_hex(serial()); }
  core::Instant not_before() const { return tbs_.not_before; }
  core::Instant not_after() const { return tbs_.not_after; }
  const Name& subject() const { return tbs_.subject; }
  const Name& issuer() const { return tbs_.issuer; }
  const std::vector<std::string>& dns_names() const { return tbs_.names.dns; }
  bool is_ca() const { return tbs_.basic_constraints && tbs_.basic_constraints->ca; }
  core::Result<PublicKey> public_key() const { return PublicKey::parse(tbs_.spki); }

  core::Sha256 sha256() const { return core::sha256(der_); }
  std::string sha256_hex() const { return core::sha256_hex(der_); }
  std::string sha1_hex() const { return core::to_hex(core::sha1(der_)); }
  std::string to_pem() const;

  /// The signature by that issuer's key, with equal names; nothing is said about validity or extensions.
  core::Result<void> verify_signature(const Certificate& issuer) const;

private:
  Certificate() = default;
  core::Bytes der_;
  TbsCertificate tbs_;
  core::ByteView signature_algorithm_, signature_;
};

/// A serial in canonical form: leading zero octets dropped.
core::ByteView serial_magnitude(core::ByteView serial);

} // namespace pki
