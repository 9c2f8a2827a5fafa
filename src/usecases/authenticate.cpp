#include "usecases/authenticate.h"

#include "storage/orders.h"
#include "usecases/errors.h"

namespace usecases {
namespace {

using namespace std::chrono_literals;
constexpr auto touch_after = 60s; // a write a minute and session, not one a request

core::Result<Identity> find_key(storage::Transaction& tx, std::string_view token, core::Instant now) {
  Identity identity;
  identity.key = TRY(storage::find_api_key(tx, token_hash(token), now));
  if (!identity.key) return core::fail(errors::session_unknown);
  identity.user = TRY(storage::load_user(tx, identity.key->user_id));
  if (identity.user->disabled) return core::fail(errors::session_unknown);
  identity.account_id = identity.key->account_id.str();
  return identity;
}

core::Result<Identity> find_session(storage::Transaction& tx, const ShownToken& shown, core::Instant now) {
  Identity identity;
  identity.session = TRY(storage::find_session(tx, token_hash(shown.token), now));
  const std::string_view entry = shown.is_bearer ? "order" : shown.entry;
  if (!identity.session || identity.session->entry != entry) return core::fail(errors::session_unknown);
  if (identity.session->user_id) {
    identity.user = TRY(storage::load_user(tx, *identity.session->user_id));
    if (identity.user->disabled) return core::fail(errors::session_unknown);
    if (identity.user->account_id) identity.account_id = identity.user->account_id->str();
  } else if (identity.session->order_id) {
    identity.account_id = TRY(storage::load_order(tx, *identity.session->order_id, storage::Tenant::any())).account_id.str();
  }
  return identity;
}

core::Result<void> touch(World& world, const storage::SessionRow& session, core::Instant now) {
  if (now - session.last_seen_at < touch_after) return {};
  const auto end = session_end(session, session_life(session.entry, world.config.limits.session_idle_minutes), now);
  return world.database.write([&](storage::Transaction& tx) { return storage::touch_session(tx, session.token_hash, now, end); });
}

} // namespace

core::Result<Identity> authenticate(World& world, const ShownToken& shown) {
  const auto now = world.clock.now();
  const bool is_key = shown.is_bearer && shown.token.starts_with(api_key_prefix);
  auto identity = TRY(world.database.read([&](storage::Transaction& tx) {
    return is_key ? find_key(tx, shown.token, now) : find_session(tx, shown, now);
  }));
  if (identity.session) TRY(touch(world, *identity.session, now));
  return identity;
}

} // namespace usecases
