#include "usecases/remind_consents.h"

#include "domain/consent.h"
#include "usecases/audit.h"
#include "usecases/consent_links.h"

namespace usecases {

core::Result<std::int64_t> remind_consents(World& world) {
  constexpr std::int64_t at_once = 200;
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<std::int64_t> {
    std::int64_t reminded = 0;
    for (auto& link : TRY(storage::list_links_to_remind(tx, now - domain::consent_reminder_after, now, at_once))) {
      link.reminded_at = now;
      TRY(storage::update_consent_link(tx, link));
      const auto application = TRY(storage::load_application(tx, link.application_id, storage::Tenant::any()));
      if (!is_undecided(application)) continue;
      TRY(mail_consent_link(tx, world, TRY(load_affair(tx, world, application)), link, outbound::MailTemplate::consent_reminder));
      audit(tx, system_actor("remind_consents"), {"consent_reminded", link.id.str(), link.account_id.str()}, now);
      ++reminded;
    }
    return reminded;
  });
}

} // namespace usecases
