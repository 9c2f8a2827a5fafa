#include "storage/sessions.h"

#include "storage/statement.h"

namespace storage {

core::Result<void> insert_session(Transaction& tx, const SessionRow& session) { return insert<"sessions">(tx, session); }

core::Result<std::optional<SessionRow>> find_session(Transaction& tx, std::string_view token_hash, core::Instant now) {
  return find<SessionRow, "FROM sessions WHERE token_hash = $1 AND expires_at > $2">(tx, token_hash, now);
}

core::Result<void> touch_session(Transaction& tx, std::string_view token_hash, core::Instant seen, core::Instant expires_at) {
  return done(tx.exec("UPDATE sessions SET last_seen_at = $2, expires_at = $3 WHERE token_hash = $1", token_hash, seen, expires_at));
}

core::Result<void> rotate_session(Transaction& tx, std::string_view old_hash, std::string_view new_hash) {
  return expect_found(tx.exec("UPDATE sessions SET token_hash = $2 WHERE token_hash = $1", old_hash, new_hash));
}

core::Result<void> mark_session_verified(Transaction& tx, std::string_view token_hash, core::Instant at) {
  return expect_found(tx.exec("UPDATE sessions SET verified_at = $2 WHERE token_hash = $1", token_hash, at));
}

core::Result<void> bind_session_to_order(Transaction& tx, std::string_view token_hash, const OrderId& order) {
  return expect_found(tx.exec("UPDATE sessions SET order_id = $2 WHERE token_hash = $1", token_hash, order));
}

core::Result<void> delete_session(Transaction& tx, std::string_view token_hash) {
  return done(tx.exec("DELETE FROM sessions WHERE token_hash = $1", token_hash));
}

core::Result<void> delete_sessions_of(Transaction& tx, const UserId& user, std::string_view except_hash) {
  return done(tx.exec("DELETE FROM sessions WHERE user_id = $1 AND token_hash <> $2", user, except_hash));
}

core::Result<void> delete_applicant_sessions(Transaction& tx, const OrderId& order, std::string_view but) {
  return done(tx.exec("DELETE FROM sessions WHERE order_id = $1 AND application_id IS NOT NULL AND token_hash <> $2", order, but));
}

core::Result<std::int64_t> delete_expired_sessions(Transaction& tx, core::Instant now) {
  return tx.exec("DELETE FROM sessions WHERE expires_at <= $1", now);
}

core::Result<void> insert_api_key(Transaction& tx, const ApiKeyRow& key) { return insert<"api_keys">(tx, key); }

core::Result<std::optional<ApiKeyRow>> find_api_key(Transaction& tx, std::string_view key_hash, core::Instant now) {
  return find<ApiKeyRow, "FROM api_keys WHERE key_hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)">(
      tx, key_hash, now);
}

core::Result<std::vector<ApiKeyRow>> list_api_keys(Transaction& tx, const AccountId& account) {
  return list<ApiKeyRow, "FROM api_keys WHERE account_id = $1 ORDER BY created_at, id">(tx, account);
}

core::Result<void> revoke_api_key(Transaction& tx, const ApiKeyId& id, const AccountId& account, core::Instant at) {
  return expect_found(
      tx.exec("UPDATE api_keys SET revoked_at = $3 WHERE id = $1 AND account_id = $2 AND revoked_at IS NULL", id, account, at));
}

} // namespace storage
