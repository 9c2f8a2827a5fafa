#include "usecases/mail_about_case.h"

#include "core/errors.h"
#include "core/time.h"
#include "usecases/applicants.h"
#include "usecases/contact_person.h"
#include "usecases/links.h"

namespace usecases {

core::Result<TechnicalContact> technical_contact(storage::Transaction& tx, const storage::ApplicationId& id) {
  auto application = TRY(storage::load_application(tx, id, storage::Tenant::any()));
  const auto contact = TRY(core::require(TRY(storage::find_contact(tx, id, "technical")), core::errors::not_found));
  return TechnicalContact{contact.email,
                          {contact.employer, contact.department, full_name(contact)},
                          core::parse_language(application.language).value_or(core::Language::ja),
                          std::move(application)};
}

core::Result<std::vector<MailOrder>> messages_to_applicants(storage::Transaction& tx, const World& world, const storage::ApplicationId& id,
                                                            const std::string& message) {
  const auto row = TRY(storage::load_application(tx, id, storage::Tenant::any()));
  return mails_to_applicants(
      tx, row, outbound::MailTemplate::message_to_applicant,
      {{"application_number", row.number}, {"message", message}, {"url", links::application_page(world.config, id.str())}});
}

core::Result<void> mail_message_to_applicants(storage::Transaction& tx, const World& world, const storage::ApplicationId& id,
                                              const std::string& message) {
  for (const auto& mail : TRY(messages_to_applicants(tx, world, id, message))) TRY(queue_mail(tx, world, mail, world.clock.now()));
  return {};
}

core::Result<void> mail_due_dates_moved(storage::Transaction& tx, const World& world, const storage::ApplicationId& id,
                                        const domain::DueDates& due) {
  const auto row = TRY(storage::load_application(tx, id, storage::Tenant::any()));
  const auto date = [&](std::chrono::year_month_day on) { return core::to_long_date(on, row.language); };
  return mail_applicants(tx, world, row, outbound::MailTemplate::due_date_moved,
                         {{"application_number", row.number},
                          {"due_on", date(due.standard)},
                          {"due_on_latest", date(due.latest)},
                          {"url", links::application_page(world.config, id.str())}});
}

} // namespace usecases
