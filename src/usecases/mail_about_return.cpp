#include "usecases/mail_about_return.h"

#include "core/time.h"
#include "storage/accounts.h"
#include "storage/applications.h"
#include "storage/users.h"
#include "usecases/links.h"
#include "usecases/mail_queue.h"

namespace usecases {

core::Result<void> mail_case_returned(storage::Transaction& tx, const World& world, const ReturnedCase& returned, core::Instant now) {
  const auto reader = TRY(storage::load_user(tx, returned.recommended_by));
  if (reader.disabled) return {};
  const auto sender = TRY(storage::load_user(tx, TRY(storage::UserId::parse(returned.returned_by))));
  const auto language = core::parse_language(reader.language).value_or(core::Language::ja);
  const auto application = TRY(storage::load_application(tx, returned.row.application_id, storage::Tenant::any()));
  std::string organization;
  if (application.organization_id)
    organization = TRY(storage::load_organization(tx, *application.organization_id, storage::Tenant::any())).name;
  const auto product = world.catalogue.product(application.product);
  return queue_mail(tx, world,
                    {.mail = outbound::MailTemplate::case_returned,
                     .language = language,
                     .to = reader.email,
                     .recipient = {"", "", reader.name},
                     .params = {{"application_number", application.number},
                                {"organization", organization},
                                {"product", product ? (*product)->name.in(language) : application.product},
                                {"names", list_names(application.names, language)},
                                {"returned_by", sender.name},
                                {"returned_at", core::to_local_text(now, world.calendar.zone(), core::to_string(language))},
                                {"reason", returned.reason},
                                {"url", links::desk_case(world.config, returned.row.id.str())}},
                     .object = returned.row.id.str()},
                    now);
}

} // namespace usecases
