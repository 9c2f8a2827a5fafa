#include "usecases/list_consents.h"

#include "core/time.h"
#include "domain/consent.h"
#include "domain/errors.h"
#include "usecases/audit.h"
#include "usecases/consent_links.h"
#include "usecases/errors.h"

namespace usecases {
namespace {

core::Result<ConsentState> state_of(storage::Transaction& tx, const storage::ConsentRow& consent, bool undecided) {
  const auto link = TRY(storage::load_consent_link(tx, consent.link_id));
  const bool closed = consent.status == "pending" && !undecided;
  return ConsentState{.role = consent.role,
                      .person = consent.person,
                      .email = consent.email,
                      .status = closed ? "closed" : consent.status,
                      .asked_at = link.created_at,
                      .expires_at = consent.status == "pending" && undecided ? std::optional(link.expires_at) : std::nullopt,
                      .opened_at = link.opened_at,
                      .reminded_at = link.reminded_at,
                      .decided_at = consent.decided_at,
                      .reason = consent.reason,
                      .may_resend = undecided && consent.status == "pending",
                      .may_replace = undecided};
}

/// What is pending of the person who holds the role.
core::Result<std::vector<storage::ConsentRow>> pending_of(storage::Transaction& tx, const storage::ApplicationId& id,
                                                          const std::string& role) {
  std::vector<storage::ConsentRow> pending;
  auto all = TRY(storage::list_consents(tx, id));
  const auto wanted = std::ranges::find(all, role, &storage::ConsentRow::role);
  if (wanted == all.end() || wanted->status != "pending") return core::fail(domain::errors::consent_not_asked, {{"role", role}});
  for (const auto& consent : all)
    if (consent.status == "pending" && consent.link_id == wanted->link_id) pending.push_back(consent);
  return pending;
}

/// A mailbox gets a link a minute at most.
core::Result<void> check_pause(const World& world, const storage::ConsentLinkRow& link, core::Instant now) {
  const auto next = link.created_at + domain::consent_code_pause;
  if (now >= next) return {};
  return core::fail(errors::consent_link_sent_just_now,
                    {{"seconds", std::to_string((next - now).count())},
                     {"until", core::to_time_param(next + std::chrono::seconds{59}, world.calendar.zone())}});
}

} // namespace

core::Result<ConsentList> compose_consents(storage::Transaction& tx, const World& world, const storage::ApplicationRow& application) {
  ConsentList list;
  list.required = TRY(world.catalogue.product(application.product))->level == domain::ValidationLevel::ev;
  for (const auto& consent : TRY(storage::list_consents(tx, application.id)))
    list.consents.push_back(TRY(state_of(tx, consent, is_undecided(application))));
  return list;
}

core::Result<ConsentList> list_consents(World& world, const Actor& actor, const storage::ApplicationId& id) {
  return world.database.read([&](storage::Transaction& tx) -> core::Result<ConsentList> {
    auto list = TRY(compose_consents(tx, world, TRY(load_own_application(tx, actor, id))));
    if (actor.is_customer)
      for (auto& consent : list.consents) consent.may_resend = consent.may_replace = false;
    return list;
  });
}

core::Result<ConsentList> resend_consent(World& world, const Actor& actor, const storage::ApplicationId& id, const std::string& role) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<ConsentList> {
    const auto application = TRY(load_own_application(tx, actor, id));
    TRY(check_validations_open(application));
    const auto pending = TRY(pending_of(tx, id, role));
    TRY(check_pause(world, TRY(storage::load_consent_link(tx, pending.front().link_id)), now));
    TRY(check_asked_rarely(tx, world, id, now));
    TRY(ask_again(tx, world, TRY(load_affair(tx, world, application)), pending, now));
    audit(tx, actor, {"consent_link_resent", id.str(), application.account_id.str(), {{"role", role}, {"to", pending.front().email}}}, now);
    return compose_consents(tx, world, application);
  });
}

} // namespace usecases
