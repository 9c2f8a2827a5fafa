#include "usecases/verify_second_factor.h"

#include "usecases/audit.h"
#include "usecases/errors.h"
#include "usecases/totp_code.h"

namespace usecases {

core::Result<SessionGrant> verify_second_factor(World& world, const Actor& actor, std::string_view code) {
  const auto id = TRY(storage::UserId::parse(actor.user_id));
  const auto user = TRY(world.database.read([&](storage::Transaction& tx) { return storage::load_user(tx, id); }));
  const auto secret = TRY(open_totp_secret(world.secrets, id, user.totp_secret));
  const auto step = TRY(match_totp_code(world, actor, {secret, user.totp_last_step}, code));
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<SessionGrant> {
    if (!TRY(storage::use_totp_step(tx, id, step))) return core::fail(errors::totp_code_used);
    audit(tx, actor, {"second_factor_shown", id.str(), actor.account_id}, now);
    return renew_verified_session(tx, actor, now);
  });
}

} // namespace usecases
