#include "usecases/mail_about_case.h"

#include "core/errors.h"
#include "core/time.h"
#include "usecases/links.h"

namespace usecases {
namespace {

MailOrder order_to(const TechnicalContact& contact, outbound::MailTemplate mail, core::Params params) {
  return {.mail = mail,
          .language = contact.language,
          .to = contact.email,
          .recipient = contact.recipient,
          .params = std::move(params),
          .object = contact.application.id.str()};
}

} // namespace

core::Result<TechnicalContact> technical_contact(storage::Transaction& tx, const storage::ApplicationId& id) {
  auto application = TRY(storage::load_application(tx, id, storage::Tenant::any()));
  const auto contact = TRY(core::require(TRY(storage::find_contact(tx, id, "technical")), core::errors::not_found));
  return TechnicalContact{contact.email,
                          {contact.employer, contact.department, contact.family_name + " " + contact.given_name},
                          core::parse_language(application.language).value_or(core::Language::ja),
                          std::move(application)};
}

core::Result<MailOrder> message_to_applicant(storage::Transaction& tx, const World& world, const storage::ApplicationId& id,
                                             const std::string& message) {
  const auto contact = TRY(technical_contact(tx, id));
  return order_to(
      contact, outbound::MailTemplate::message_to_applicant,
      {{"application_number", contact.application.number}, {"message", message}, {"url", links::application_page(world.config, id.str())}});
}

core::Result<void> mail_message_to_applicant(storage::Transaction& tx, const World& world, const storage::ApplicationId& id,
                                             const std::string& message) {
  return queue_mail(tx, world, TRY(message_to_applicant(tx, world, id, message)), world.clock.now());
}

core::Result<void> mail_due_dates_moved(storage::Transaction& tx, const World& world, const storage::ApplicationId& id,
                                        const domain::DueDates& due) {
  const auto contact = TRY(technical_contact(tx, id));
  const auto date = [&](std::chrono::year_month_day on) { return core::to_long_date(on, contact.application.language); };
  return queue_mail(tx, world,
                    order_to(contact, outbound::MailTemplate::due_date_moved,
                             {{"application_number", contact.application.number},
                              {"due_on", date(due.standard)},
                              {"due_on_latest", date(due.latest)},
                              {"url", links::application_page(world.config, id.str())}}),
                    world.clock.now());
}

} // namespace usecases
