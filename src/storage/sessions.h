#pragma once

#include "storage/database.h"
#include "storage/ids.h"

namespace storage {

/// `token_hash` is sha256_hex of the secret in the cookie or bearer header.
struct SessionRow {
  std::string token_hash;
  std::string entry; ///< order | cms | desk | link
  std::optional<UserId> user_id;
  std::optional<OrderId> order_id;
  std::optional<ApplicationId> application_id;
  std::optional<QuoteId> quote_id;
  std::optional<ConsentLinkId> consent_link_id;
  std::string csrf_token;
  core::Instant created_at;
  core::Instant last_seen_at;
  core::Instant expires_at;
  core::Instant verified_at; ///< when the second factor was last shown; the epoch where never
};
BOOST_DESCRIBE_STRUCT(SessionRow, (),
                      (token_hash, entry, user_id, order_id, application_id, quote_id, consent_link_id, csrf_token, created_at,
                       last_seen_at, expires_at, verified_at))

core::Result<void> insert_session(Transaction& tx, const SessionRow& session);
/// Absent when unknown or past `expires_at`.
core::Result<std::optional<SessionRow>> find_session(Transaction& tx, std::string_view token_hash, core::Instant now);
core::Result<void> touch_session(Transaction& tx, std::string_view token_hash, core::Instant seen, core::Instant expires_at);
/// Gives a session another secret (after login or a password change).
core::Result<void> rotate_session(Transaction& tx, std::string_view old_hash, std::string_view new_hash);
core::Result<void> mark_session_verified(Transaction& tx, std::string_view token_hash, core::Instant at);
/// Binds an order session to the order made from its quote, or an applicant's to its application.
core::Result<void> bind_session_to_order(Transaction& tx, std::string_view token_hash, const OrderId& order);
core::Result<void> delete_session(Transaction& tx, std::string_view token_hash);
core::Result<void> delete_sessions_of(Transaction& tx, const UserId& user, std::string_view except_hash);
/// Of those who came in by an access code of the order.
core::Result<void> delete_applicant_sessions(Transaction& tx, const OrderId& order, std::string_view but = {});
core::Result<std::int64_t> delete_expired_sessions(Transaction& tx, core::Instant now);

/// `key_hash` is sha256_hex of the key shown once.
struct ApiKeyRow {
  ApiKeyId id;
  AccountId account_id;
  UserId user_id;
  std::string name;
  std::string key_hash;
  List scopes;
  List ip_ranges;
  core::Instant created_at;
  std::optional<core::Instant> expires_at;
  std::optional<core::Instant> revoked_at;
};
BOOST_DESCRIBE_STRUCT(ApiKeyRow, (), (id, account_id, user_id, name, key_hash, scopes, ip_ranges, created_at, expires_at, revoked_at))

core::Result<void> insert_api_key(Transaction& tx, const ApiKeyRow& key);
/// Absent when unknown, revoked or past its expiry.
core::Result<std::optional<ApiKeyRow>> find_api_key(Transaction& tx, std::string_view key_hash, core::Instant now);
core::Result<std::vector<ApiKeyRow>> list_api_keys(Transaction& tx, const AccountId& account);
/// `not_found` for another account's key and for one already revoked.
core::Result<void> revoke_api_key(Transaction& tx, const ApiKeyId& id, const AccountId& account, core::Instant at);

} // namespace storage
