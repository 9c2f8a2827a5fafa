#include "usecases/authenticate.h"

#include "core/ip_range.h"
#include "core/text.h"
#include "storage/orders.h"
#include "usecases/audit.h"
#include "usecases/errors.h"

namespace usecases {
namespace {

using namespace std::chrono_literals;
constexpr auto touch_after = 60s; // a write a minute and session, not one a request

core::Result<Identity> load_key(storage::Transaction& tx, std::string_view key_hash, core::Instant now) {
  Identity identity;
  identity.key = TRY(storage::find_api_key(tx, key_hash, now));
  if (!identity.key) return core::fail(errors::session_unknown);
  identity.user = TRY(storage::load_user(tx, identity.key->user_id));
  if (identity.user->disabled) return core::fail(errors::session_unknown);
  identity.account_id = identity.key->account_id.str();
  return identity;
}

core::Result<Identity> find_key(World& world, std::string_view token, core::Instant now) {
  const auto hash = token_hash(token);
  if (auto known = world.known_keys.find(hash, now)) return std::move(*known);
  const auto generation = world.known_keys.generation();
  auto identity = TRY(world.database.read([&](storage::Transaction& tx) { return load_key(tx, hash, now); }));
  world.known_keys.keep(hash, identity, generation);
  return identity;
}

core::Result<Identity> load_session(storage::Transaction& tx, const ShownToken& shown, core::Instant now) {
  Identity identity;
  identity.session = TRY(storage::find_session(tx, token_hash(shown.token), now));
  if (!identity.session) return core::fail(errors::session_unknown);
  const auto& entry = identity.session->entry;
  if (shown.is_bearer ? entry != "order" && entry != "link" : entry != shown.entry) return core::fail(errors::session_unknown);
  if (identity.session->user_id) {
    identity.user = TRY(storage::load_user(tx, *identity.session->user_id));
    if (identity.user->disabled) return core::fail(errors::session_unknown);
    if (identity.user->account_id) identity.account_id = identity.user->account_id->str();
  } else if (identity.session->order_id) {
    identity.account_id = TRY(storage::load_order(tx, *identity.session->order_id, storage::Tenant::any())).account_id.str();
  }
  return identity;
}

core::Result<Identity> find_session(World& world, const ShownToken& shown, core::Instant now) {
  return world.database.read([&](storage::Transaction& tx) { return load_session(tx, shown, now); });
}

core::Result<void> touch(World& world, const storage::SessionRow& session, core::Instant now) {
  if (now - session.last_seen_at < touch_after) return {};
  const auto end = session_end(session, session_life(session.entry, world.config.limits.session_idle_minutes), now);
  return world.database.write([&](storage::Transaction& tx) { return storage::touch_session(tx, session.token_hash, now, end); });
}

bool is_welcome(const storage::ApiKeyRow& key, std::string_view address) {
  const auto holds = [&](const std::string& text) {
    const auto range = core::IpRange::parse(text);
    return range && range->contains(address);
  };
  return key.ip_ranges.empty() || std::ranges::any_of(key.ip_ranges, holds);
}

/// Records the refusal; of one that is repeated only so many in a while, so that nobody can flood the audit log.
core::Failure refuse_address(World& world, const storage::ApiKeyRow& key, std::string_view address, core::Instant now) {
  const auto counted = "api-key:" + key.id.str() + " " + throttle_address(address);
  if (world.throttle.check(counted, now)) {
    world.throttle.count(counted, now);
    const Actor actor{.id = key.id.str(), .origin = std::string(address)};
    const auto told = world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
      audit(tx, actor, {"api_key_address_refused", key.id.str(), key.account_id.str(), {{"ipRanges", core::join(key.ip_ranges, " ")}}},
            now);
      return {};
    });
    if (!told) return core::fail(told.error());
  }
  return core::fail(errors::api_key_address_refused, {{"address", std::string(address)}});
}

} // namespace

core::Result<Identity> authenticate(World& world, const ShownToken& shown) {
  const auto now = world.clock.now();
  const bool is_key = shown.is_bearer && shown.token.starts_with(api_key_prefix);
  auto identity = TRY(is_key ? find_key(world, shown.token, now) : find_session(world, shown, now));
  if (identity.key && !is_welcome(*identity.key, shown.remote_address))
    return refuse_address(world, *identity.key, shown.remote_address, now);
  if (identity.session && !shown.in_background) TRY(touch(world, *identity.session, now));
  return identity;
}

} // namespace usecases
