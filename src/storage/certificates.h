#pragma once

#include "storage/database.h"
#include "storage/page.h"
#include "storage/tenant.h"

namespace storage {

/// A certificate issued here. `status_change` is given by this layer: it grows with every insert and status change, in
/// commit order, and serves as the object's version.
struct CertificateRow {
  CertificateId id;
  AccountId account_id;
  IssuerId issuer_id;
  core::Bytes serial;
  std::optional<OrganizationId> organization_id;
  std::optional<ApplicationId> application_id;
  std::string product;
  std::string profile;
  std::string common_name;
  List names;
  std::string organization_name;
  std::string key_type; ///< rsa | ec
  std::int64_t key_bits;
  core::Bytes key_sha256;         ///< over the SubjectPublicKeyInfo
  core::Bytes fingerprint_sha256; ///< over the certificate
  core::Instant not_before;
  core::Instant not_after;
  core::Instant issued_at;
  std::string status; ///< active | reissued | renewed | revoked; expired is told by not_after
  std::optional<core::Instant> revoked_at;
  std::optional<std::int64_t> revocation_reason; ///< RFC 5280 5.3.1
  std::int64_t status_change;
  core::Bytes der;
};
BOOST_DESCRIBE_STRUCT(CertificateRow, (),
                      (id, account_id, issuer_id, serial, organization_id, application_id, product, profile, common_name, names,
                       organization_name, key_type, key_bits, key_sha256, fingerprint_sha256, not_before, not_after, issued_at, status,
                       revoked_at, revocation_reason, status_change, der))

/// A line of a list: the row without its DER.
struct CertificateSummaryRow {
  CertificateId id;
  AccountId account_id;
  IssuerId issuer_id;
  core::Bytes serial;
  std::string product;
  std::string common_name;
  List names;
  std::string organization_name;
  std::string key_type;
  std::int64_t key_bits;
  core::Bytes fingerprint_sha256;
  core::Instant not_before;
  core::Instant not_after;
  core::Instant issued_at;
  std::string status;
  std::optional<core::Instant> revoked_at;
  std::optional<std::int64_t> revocation_reason;
};
BOOST_DESCRIBE_STRUCT(CertificateSummaryRow, (),
                      (id, account_id, issuer_id, serial, product, common_name, names, organization_name, key_type, key_bits,
                       fingerprint_sha256, not_before, not_after, issued_at, status, revoked_at, revocation_reason))

/// Stores a certificate and gives the row its `status_change`. A serial or fingerprint stored twice is
/// `violates(e, "certificates", "issuer_id,serial")`.
core::Result<void> insert_certificate(Transaction& tx, CertificateRow& row);
core::Result<CertificateRow> load_certificate(Transaction& tx, const CertificateId& id, const Tenant& tenant);
core::Result<std::optional<CertificateRow>> find_certificate_by_serial(Transaction& tx, const IssuerId& issuer, core::ByteView serial);

/// What a status becomes, and why where it is a revocation.
struct StatusChange {
  std::string status;
  std::optional<core::Instant> revoked_at;
  std::optional<std::int64_t> revocation_reason;
};
/// Changes a status where the certificate's `status_change` is still the given one; returns the new one.
/// `version_stale` otherwise.
core::Result<std::int64_t> change_certificate_status(Transaction& tx, const CertificateId& id, std::int64_t version,
                                                     const StatusChange& change);

enum class CertificateSort : std::uint8_t { not_after, not_after_descending, common_name };
enum class CertificateFilter : std::uint8_t { all, active, expired, revoked, reissued, renewed };
struct CertificateQuery {
  Tenant tenant;
  core::Instant now;  ///< tells active from expired
  std::string q = {}; ///< part of the common name, a name, the organization's name or the serial in hexadecimal
  CertificateFilter filter = CertificateFilter::all;
  std::optional<core::Instant> expires_before = {};
  CertificateSort sort = CertificateSort::not_after;
  std::string after = {};
  std::int64_t limit = 50;
};
core::Result<Page<CertificateSummaryRow>> list_certificates(Transaction& tx, const CertificateQuery& query);
/// How many match, exact up to `most`; `most + 1` means more.
core::Result<std::int64_t> count_certificates(Transaction& tx, const CertificateQuery& query, std::int64_t most = 10000);

/// What an OCSP responder and a CRL need of one certificate.
struct CertificateStatusRow {
  std::int64_t status_change;
  IssuerId issuer_id;
  core::Bytes serial;
  core::Instant not_after;
  std::optional<core::Instant> revoked_at;
  std::optional<std::int64_t> revocation_reason;
};
BOOST_DESCRIBE_STRUCT(CertificateStatusRow, (), (status_change, issuer_id, serial, not_after, revoked_at, revocation_reason))
/// A view of one, valid during the callback: no allocation a row.
struct CertificateStatusView {
  std::int64_t status_change;
  std::string_view issuer_id;
  core::ByteView serial;
  core::Instant not_after;
  std::optional<core::Instant> revoked_at;
  std::int64_t revocation_reason;
};
/// Streams every certificate whose status changed after `since` (0: all of them), in the order of change.
core::Result<std::int64_t> each_certificate_status(Transaction& tx, std::int64_t since,
                                                   FunctionView<void(const CertificateStatusView&)> use);
/// The highest status_change committed; 0 when there is none.
core::Result<std::int64_t> newest_status_change(Transaction& tx);
/// Revoked certificates of an issuer that a CRL of `this_update` lists (RFC 5280 3.3: until it was on one CRL past expiry).
core::Result<std::vector<CertificateStatusRow>> list_revoked(Transaction& tx, const IssuerId& issuer, core::Instant expired_after);

} // namespace storage
