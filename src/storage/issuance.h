#pragma once

#include "storage/database.h"
#include "storage/ids.h"

namespace storage {

struct IssuerRow {
  IssuerId id;
  std::string slug;
  std::string purpose; ///< root | ov | ev | smime
  std::optional<IssuerId> parent_id;
  std::string rules; ///< private | cabf
  core::Bytes der;
  core::Instant not_after;
  core::Instant created_at;
};
BOOST_DESCRIBE_STRUCT(IssuerRow, (), (id, slug, purpose, parent_id, rules, der, not_after, created_at))

core::Result<void> insert_issuer(Transaction& tx, const IssuerRow& issuer);
core::Result<std::vector<IssuerRow>> list_issuers(Transaction& tx);
core::Result<IssuerRow> load_issuer(Transaction& tx, const IssuerId& id);
core::Result<std::optional<IssuerRow>> find_issuer_by_slug(Transaction& tx, std::string_view slug);

/// What is about to be signed, on record before it is (G02). `request_key` is unique:
/// `violates(e, "issuance_intents", "request_key")`; that a serial is, is the signer's to guard.
struct IntentRow {
  IntentId id;
  IssuerId issuer_id;
  core::Bytes serial;
  AccountId account_id;
  std::optional<ApplicationId> application_id;
  std::optional<LicenceId> licence_id;
  core::Bytes request;
  std::string status; ///< reserved | completed | abandoned
  std::string policy_sha256;
  core::Instant created_at;
  std::string product = {};
  std::optional<OrganizationId> organization_id = std::nullopt;
  std::string node = {};                                 ///< the process that is issuing, by its name
  std::optional<core::Bytes> request_key = std::nullopt; ///< of who asked and the request's Idempotency-Key
  List extra_licences = {};                              ///< ids of those for names beyond the product's
};
BOOST_DESCRIBE_STRUCT(IntentRow, (),
                      (id, issuer_id, serial, account_id, application_id, licence_id, request, status, policy_sha256, created_at, product,
                       organization_id, node, request_key, extra_licences))

core::Result<void> insert_intent(Transaction& tx, const IntentRow& intent);
core::Result<IntentRow> load_intent(Transaction& tx, const IntentId& id);
/// Reserved becomes completed; `version_stale` where it is no longer reserved.
core::Result<void> complete_intent(Transaction& tx, const IntentId& id);
/// Reserved becomes abandoned, and its request's key free; `version_stale` where it is no longer reserved.
core::Result<void> abandon_intent(Transaction& tx, const IntentId& id);
/// Intents that nobody can be working on any more.
struct LeftOpen {
  core::Instant before;            ///< made so long ago that no request still waits for it
  std::optional<std::string> node; ///< made by that node, at any time: its process has ended
};
/// Those still reserved, oldest first: recovery finishes or abandons them.
core::Result<std::vector<IntentRow>> list_open_intents(Transaction& tx, const LeftOpen& which, std::int64_t limit);
/// The one intent for the request with that key.
core::Result<std::optional<IntentRow>> find_intent_of_request(Transaction& tx, core::ByteView request_key);

struct CrlRow {
  IssuerId issuer_id;
  std::int64_t shard;
  std::int64_t number;
  core::Bytes der;
  core::Instant this_update;
  core::Instant next_update;
};
BOOST_DESCRIBE_STRUCT(CrlRow, (), (issuer_id, shard, number, der, this_update, next_update))

/// Replaces the shard's CRL; an older number than the stored one is `version_stale`.
core::Result<void> put_crl(Transaction& tx, const CrlRow& crl);
core::Result<std::optional<CrlRow>> find_crl(Transaction& tx, const IssuerId& issuer, std::int64_t shard);
core::Result<std::vector<CrlRow>> list_crls(Transaction& tx);

/// A key that is never certified again (A10, D08); `key_sha256` is over the SubjectPublicKeyInfo.
core::Result<void> block_key(Transaction& tx, core::ByteView key_sha256, std::string_view reason, core::Instant at);
core::Result<std::optional<std::string>> find_blocked_key(Transaction& tx, core::ByteView key_sha256);

/// `token_hash` is sha256_hex of the secret in the mailed address.
struct DownloadLinkRow {
  std::string token_hash;
  CertificateId certificate_id;
  core::Instant expires_at;
  core::Instant created_at;
};
BOOST_DESCRIBE_STRUCT(DownloadLinkRow, (), (token_hash, certificate_id, expires_at, created_at))
core::Result<void> insert_download_link(Transaction& tx, const DownloadLinkRow& link);
/// Absent when unknown or expired.
core::Result<std::optional<DownloadLinkRow>> find_download_link(Transaction& tx, std::string_view token_hash, core::Instant now);

} // namespace storage
