#include "usecases/create_user.h"

#include "core/crypto.h"
#include "domain/email_address.h"
#include "storage/users.h"
#include "usecases/audit.h"
#include "usecases/errors.h"

namespace usecases {

core::Result<CreatedUser> create_user(storage::Database& database, const Actor& actor, const NewUser& user, core::Instant now) {
  const auto email = TRY(domain::EmailAddress::parse(user.email));
  const auto password = core::random_code(4);
  std::optional<storage::AccountId> account;
  if (!user.account_id.empty()) account = TRY(storage::AccountId::parse(user.account_id));
  const storage::UserRow row{.id = storage::UserId::make(),
                             .account_id = account,
                             .role = user.role,
                             .email = email.key(),
                             .name = user.name,
                             .language = std::string(core::to_string(user.language)),
                             .password_hash = core::hash_password(password),
                             .must_change_password = true,
                             .totp_secret = std::nullopt,
                             .totp_next = std::nullopt,
                             .totp_confirmed = false,
                             .totp_last_step = 0,
                             .failed_logins = 0,
                             .locked_until = core::Instant{},
                             .disabled = false,
                             .created_at = now};
  const auto stored = database.write([&](storage::Transaction& tx) -> core::Result<void> {
    TRY(storage::insert_user(tx, row));
    audit(tx, actor, {"user_created", row.id.str(), user.account_id, {{"role", user.role}}}, now);
    return {};
  });
  if (!stored && storage::violates(stored.error(), "users", "email")) return core::fail(errors::email_taken, {{"email", user.email}});
  if (!stored) return core::fail(stored.error());
  return CreatedUser{row.id.str(), row.email, row.role, password};
}

} // namespace usecases
