#include "storage/users.h"

#include "storage/statement.h"

namespace storage {

core::Result<void> insert_user(Transaction& tx, const UserRow& user) { return insert<"users">(tx, user); }

core::Result<UserRow> load_user(Transaction& tx, const UserId& id) { return load<UserRow, "FROM users WHERE id = $1">(tx, id); }

core::Result<std::optional<UserRow>> find_user_by_email(Transaction& tx, std::string_view email) {
  return find<UserRow, "FROM users WHERE email = $1">(tx, email);
}

core::Result<std::vector<UserRow>> list_users(Transaction& tx, const Tenant& tenant) {
  if (tenant.str().empty()) return list<UserRow, "FROM users WHERE account_id IS NULL ORDER BY created_at, id">(tx);
  return list<UserRow, "FROM users WHERE account_id = $1 ORDER BY created_at, id">(tx, tenant.str());
}

core::Result<void> set_password(Transaction& tx, const UserId& id, std::string_view password_hash, bool must_change) {
  return expect_found(
      tx.exec("UPDATE users SET password_hash = $2, must_change_password = $3 WHERE id = $1", id, password_hash, must_change));
}

core::Result<void> propose_totp(Transaction& tx, const UserId& id, core::ByteView secret) {
  return expect_found(tx.exec("UPDATE users SET totp_next = $2 WHERE id = $1", id, secret));
}

core::Result<bool> confirm_totp(Transaction& tx, const UserId& id, core::ByteView secret, std::int64_t step) {
  return happened(tx.exec("UPDATE users SET totp_secret = totp_next, totp_next = NULL, totp_confirmed = TRUE, totp_last_step = $3 "
                          "WHERE id = $1 AND totp_next = $2",
                          id, secret, step));
}

core::Result<bool> use_totp_step(Transaction& tx, const UserId& id, std::int64_t step) {
  return happened(tx.exec("UPDATE users SET totp_last_step = $2 WHERE id = $1 AND totp_last_step < $2", id, step));
}

core::Result<std::int64_t> count_failed_login(Transaction& tx, const UserId& id, core::Instant locked_until) {
  return core::require(TRY(tx.one<std::int64_t>("UPDATE users SET failed_logins = failed_logins + 1, locked_until = $2 WHERE id = $1 "
                                                "RETURNING failed_logins",
                                                id, locked_until)),
                       core::errors::not_found);
}

core::Result<void> clear_failed_logins(Transaction& tx, const UserId& id) {
  return done(
      tx.exec("UPDATE users SET failed_logins = 0, locked_until = 0 WHERE id = $1 AND (failed_logins > 0 OR locked_until > 0)", id));
}

core::Result<void> set_disabled(Transaction& tx, const UserId& id, bool disabled) {
  return expect_found(tx.exec("UPDATE users SET disabled = $2 WHERE id = $1", id, disabled));
}

} // namespace storage
