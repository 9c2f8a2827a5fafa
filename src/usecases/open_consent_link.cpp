#include "usecases/open_consent_link.h"

#include "domain/errors.h"
#include "storage/sessions.h"
#include "usecases/audit.h"

namespace usecases {
namespace {

core::Result<storage::ConsentLinkRow> find_link(World& world, const Actor& actor, std::string_view token, core::Instant now) {
  const auto guesser = "consent:" + throttle_address(actor.origin);
  TRY(world.throttle.check(guesser, now));
  auto link = TRY(world.database.read([&](storage::Transaction& tx) { return storage::find_consent_link(tx, token_hash(token)); }));
  if (link) return std::move(*link);
  world.throttle.count(guesser, now);
  return core::fail(domain::errors::consent_link_unknown);
}

} // namespace

core::Result<OpenedConsentLink> open_consent_link(World& world, const Actor& actor, std::string_view token) {
  const auto now = world.clock.now();
  const auto found = TRY(find_link(world, actor, token, now));
  auto session = new_session("link", session_life("link", 0), now);
  session.row.consent_link_id = found.id;
  return world.database.write([&](storage::Transaction& tx) -> core::Result<OpenedConsentLink> {
    auto open = TRY(load_link_with_call(tx, world, found, actor.language));
    if (!open.link.opened_at) open.link.opened_at = now;
    TRY(storage::update_consent_link(tx, open.link));
    TRY(storage::insert_session(tx, session.row));
    audit(tx, actor, {"consent_link_opened", found.id.str(), found.account_id.str(), {{"application", found.application_id.str()}}}, now);
    return OpenedConsentLink{TRY(compose_consent_page(tx, world, found.id, false, actor.language)),
                             {session.token, session.row.csrf_token}};
  });
}

} // namespace usecases
