#include "support/log_in.h"

#include "storage/users.h"
#include "support/database.h"
#include "usecases/new_session.h"

namespace support {

HttpClient log_in(storage::Database& database, core::Instant now, HttpClient client, const LogIn& who) {
  storage::UserRow row{.id = storage::UserId::make(),
                       .account_id = std::nullopt,
                       .role = who.role,
                       .email = {},
                       .name = who.role,
                       .language = "ja",
                       .password_hash = "none",
                       .must_change_password = false,
                       .totp_secret = std::nullopt,
                       .totp_next = std::nullopt,
                       .totp_confirmed = who.account_id.empty(),
                       .totp_last_step = 0,
                       .failed_logins = 0,
                       .locked_until = {},
                       .disabled = false,
                       .created_at = now};
  row.email = row.id.str() + "@people.test";
  if (!who.account_id.empty()) row.account_id = storage::AccountId::stored(who.account_id);
  auto session = usecases::new_session(who.entry, usecases::session_life(who.entry, 30), now);
  session.row.user_id = row.id;
  session.row.verified_at = now + std::chrono::years{100};
  must(database.write([&](storage::Transaction& tx) -> core::Result<void> {
    TRY(storage::insert_user(tx, row));
    return storage::insert_session(tx, session.row);
  }));
  client.cookies["__Host-" + who.entry + "_sid"] = session.token;
  client.csrf_token = session.row.csrf_token;
  return client;
}

} // namespace support
