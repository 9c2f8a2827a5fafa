#pragma once

#include "core/bytes.h"
#include "core/clock.h"
#include "core/result.h"
#include "pki/certificate.h"
#include "pki/crl.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace pki {

/// Hashes of a CertID; SHA-1 here only names an issuer and protects nothing (RFC 9654 allows both).
enum class OcspHash : std::uint8_t { sha1, sha256 };

/// RFC 6960 4.1.1.
struct CertId {
  OcspHash hash{};
  core::Bytes issuer_name_hash, issuer_key_hash;
  core::Bytes serial; ///< magnitude
};

/// What names one issuer in a CertID.
struct OcspIssuer {
  core::Bytes name_hash_sha1, key_hash_sha1, name_hash_sha256, key_hash_sha256;
  static core::Result<OcspIssuer> of(const Certificate& ca);
  /// Whether the CertID asks about this issuer.
  bool names(const CertId& id) const;
};

/// An unsigned or signed OCSPRequest; a signature is not verified (RFC 6960 2.1 leaves it optional).
struct OcspRequest {
  static constexpr std::size_t max_size = 8 * 1024;
  static constexpr std::size_t max_ids = 16;
  std::vector<CertId> ids;
  core::Bytes nonce; ///< empty: none. 1..128 octets (RFC 9654)

  /// `ocsp_malformed` for anything that deserves malformedRequest.
  static core::Result<OcspRequest> parse(core::ByteView der);
  /// The DER that a GET carries as the rest of its path (RFC 6960 A.1): base64, as it is or URL-escaped. It is not parsed yet;
  /// `ocsp_malformed` where the path is neither.
  static core::Result<core::Bytes> decode_get_path(std::string_view path);
};

enum class CertificateStatus : std::uint8_t { good = 0, revoked = 1, unknown = 2 };

/// One SingleResponse to be built or read.
struct SingleStatus {
  core::Bytes serial; ///< magnitude
  CertificateStatus status = CertificateStatus::unknown;
  core::Instant revoked_at{};
  RevocationReason reason = RevocationReason::unspecified; ///< written as revocationReason unless unspecified
  core::Instant this_update, next_update;
};

struct ResponseFields {
  OcspHash hash = OcspHash::sha1;
  core::ByteView responder_key_hash; ///< SHA-1 of the responder's key bits (byKey)
  core::Instant produced_at;
  std::span<const SingleStatus> statuses;
  core::ByteView nonce;
};

/// The DER of ResponseData, to be signed.
core::Bytes build_response_data(const OcspIssuer& issuer, const ResponseFields& fields);
/// The complete OCSPResponse; `responder_certificate` is empty where the CA signs itself.
core::Bytes build_ocsp_response(core::ByteView response_data, SignatureAlgorithm algorithm, core::ByteView signature,
                                core::ByteView responder_certificate);

enum class OcspResponseStatus : std::uint8_t {
  successful = 0,
  malformed_request = 1,
  internal_error = 2,
  try_later = 3,
  sig_required = 5,
  unauthorized = 6,
};
/// The five-octet response of a status other than successful.
core::Bytes ocsp_error_response(OcspResponseStatus status);

/// A parsed OCSPResponse.
struct OcspResponse {
  struct Single {
    CertId id;
    SingleStatus status;
  };
  OcspResponseStatus status{};
  core::Bytes response_data, signature_algorithm, signature;
  core::Bytes responder_key_hash;
  core::Instant produced_at{};
  std::vector<Single> singles;
  core::Bytes nonce;
  std::vector<core::Bytes> certificates;

  static core::Result<OcspResponse> parse(core::ByteView der);
  /// By the delegated certificate inside (which must be issued by `issuer` for OCSPSigning), or by the issuer itself.
  core::Result<void> verify_signature(const Certificate& issuer) const;
};

} // namespace pki
