#include "usecases/view_session.h"

#include "domain/second_factor.h"
#include "storage/accounts.h"
#include "usecases/errors.h"

namespace usecases {

core::Result<SessionUserState> view_session_user(World& world, const storage::UserId& id) {
  return world.database.read([&](storage::Transaction& tx) -> core::Result<SessionUserState> {
    const auto user = TRY(storage::load_user(tx, id));
    SessionUserState state{{user.id.str(), user.name, user.email, user.role, std::nullopt, std::nullopt,
                            core::parse_language(user.language).value_or(core::Language::ja)},
                           user.must_change_password,
                           user.totp_confirmed};
    if (user.account_id) {
      state.user.account_id = user.account_id->str();
      state.user.account_name = TRY(storage::load_account(tx, *user.account_id)).name;
    }
    return state;
  });
}

core::Result<std::string> account_time_zone(World& world, const storage::AccountId& account) {
  return world.database.read(
      [&](storage::Transaction& tx) -> core::Result<std::string> { return TRY(storage::load_account(tx, account)).time_zone; });
}

core::Result<SessionTimes> view_session_times(World& world, std::string_view hash) {
  const auto now = world.clock.now();
  const auto found = TRY(world.database.read([&](storage::Transaction& tx) { return storage::find_session(tx, hash, now); }));
  const auto session = TRY(core::require(found, errors::session_unknown));
  const auto life = session_life(session.entry, world.config.limits.session_idle_minutes);
  return SessionTimes{session.expires_at, session_limit(session, life), domain::second_factor_until(session.verified_at)};
}

} // namespace usecases
