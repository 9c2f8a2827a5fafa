#pragma once

#include "storage/database.h"
#include "storage/tenant.h"

namespace storage {

/// A person who can log in; `account_id` is absent for staff.
struct UserRow {
  UserId id;
  std::optional<AccountId> account_id;
  std::string role;
  std::string email; ///< normalized by the caller; unique: `violates(e, "users", "email")`
  std::string name;
  std::string language;
  std::string password_hash;
  bool must_change_password;
  std::optional<core::Bytes> totp_secret;
  std::optional<core::Bytes> totp_next; ///< proposed, and not yet confirmed: `totp_secret` holds until then
  bool totp_confirmed;
  std::int64_t totp_last_step;
  std::int64_t failed_logins;
  core::Instant locked_until;
  bool disabled;
  core::Instant created_at;
};
BOOST_DESCRIBE_STRUCT(UserRow, (),
                      (id, account_id, role, email, name, language, password_hash, must_change_password, totp_secret, totp_next,
                       totp_confirmed, totp_last_step, failed_logins, locked_until, disabled, created_at))

core::Result<void> insert_user(Transaction& tx, const UserRow& user);
core::Result<UserRow> load_user(Transaction& tx, const UserId& id);
core::Result<std::optional<UserRow>> find_user_by_email(Transaction& tx, std::string_view email);
/// The users of an account, or the staff where `tenant` is any.
core::Result<std::vector<UserRow>> list_users(Transaction& tx, const Tenant& tenant);
core::Result<void> set_password(Transaction& tx, const UserId& id, std::string_view password_hash, bool must_change);
core::Result<void> propose_totp(Transaction& tx, const UserId& id, core::ByteView secret);
/// Makes the proposed secret the user's, with the step whose code confirmed it; false when another one is proposed by now, or none.
core::Result<bool> confirm_totp(Transaction& tx, const UserId& id, core::ByteView secret, std::int64_t step);
/// Remembers the step so that a code works once; false when this step or a later one was already used.
core::Result<bool> use_totp_step(Transaction& tx, const UserId& id, std::int64_t step);
/// Counts a failed login and returns the new count; `clear_failed_logins` sets it to 0.
core::Result<std::int64_t> count_failed_login(Transaction& tx, const UserId& id, core::Instant locked_until);
core::Result<void> clear_failed_logins(Transaction& tx, const UserId& id);
core::Result<void> set_disabled(Transaction& tx, const UserId& id, bool disabled);

} // namespace storage
