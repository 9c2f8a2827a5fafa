#pragma once

#include "core/bytes.h"
#include "core/clock.h"
#include "core/result.h"
#include "pki/certificate.h"
#include "pki/der.h"
#include "pki/signature.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace pki {

/// The signing CA as certificates refer to it: its subject copied byte for byte, its own key identifier.
struct IssuerIdentity {
  core::Bytes subject_der;
  core::Bytes key_identifier;
  SignatureAlgorithm signature_algorithm{};

  /// From the CA's certificate; the identifier is its SKI extension.
  static core::Result<IssuerIdentity> of(const Certificate& ca);
};

/// What the fixed extensions of an issuing CA say (BR 7.1.2.6, 7.1.2.3).
struct IssuingCaProfile {
  std::optional<unsigned> path_length = 0;
  std::vector<Oid> extended_key_usage;
  std::vector<PolicyReference> policies;
  std::string crl_url, ca_issuers_url, ocsp_url;
};

/// What the fixed extensions of a TLS OV leaf say (BR 7.1.2.7). Empty URLs are left out.
struct TlsProfile {
  std::vector<PolicyReference> policies;
  std::string ocsp_url, ca_issuers_url;
  std::string crl_url; ///< used where TbsFields names no shard
};

/// What differs from certificate to certificate.
struct TbsFields {
  core::ByteView serial; ///< 1..20 octets, unsigned big-endian, not zero
  core::Instant not_before, not_after;
  core::ByteView subject_der; ///< from build_name; empty for a root means the template's issuer
  core::ByteView spki;        ///< copied verbatim
  std::span<const std::string> dns_names;
  std::string_view crl_url; ///< this certificate's shard
};

/// A to-be-signed certificate with everything constant pre-encoded: version, algorithm, issuer, fixed extensions.
/// Thread-safe after construction.
class TbsTemplate {
public:
  /// Self-signed: issuer is the given subject, AKI equals SKI (BR 7.1.2.1).
  static TbsTemplate root(core::Bytes subject_der, SignatureAlgorithm algorithm);
  static TbsTemplate issuing_ca(const IssuerIdentity& issuer, const IssuingCaProfile& profile);
  static TbsTemplate tls(const IssuerIdentity& issuer, const TlsProfile& profile);
  /// Delegated responder: digitalSignature, OCSPSigning, id-pkix-ocsp-nocheck (BR 7.1.2.8).
  static TbsTemplate ocsp_responder(const IssuerIdentity& issuer);

  SignatureAlgorithm signature_algorithm() const { return algorithm_; }
  /// The TBSCertificate's DER; `tbs_field_invalid` for a caller's mistake (serial, times, missing names, bad SPKI).
  core::Result<core::Bytes> build(const TbsFields& fields) const;

private:
  enum class Kind : std::uint8_t { root, issuing_ca, tls, ocsp_responder };
  TbsTemplate(Kind kind, SignatureAlgorithm algorithm, core::Bytes issuer_der);
  core::Result<void> check(const TbsFields& fields) const;
  void write_extensions(der::Writer& writer, const TbsFields& fields, const PublicKey& key) const;

  Kind kind_;
  SignatureAlgorithm algorithm_;
  core::Bytes issuer_der_;
  core::Bytes prefix_;           // signature algorithm and issuer, between serial and validity
  core::Bytes fixed_extensions_; // encoded Extension values, all but SKI, SAN, CDP and a leaf's key usage
  std::string crl_url_;
};

} // namespace pki
