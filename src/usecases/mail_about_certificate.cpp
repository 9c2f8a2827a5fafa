#include "usecases/mail_about_certificate.h"

#include "core/time.h"
#include "domain/revocation.h"
#include "storage/orders.h"
#include "usecases/applicants.h"
#include "usecases/application.h"
#include "usecases/download_link.h"
#include "usecases/mail_about_case.h"

namespace usecases {
namespace {

std::string local(const World& world, core::Instant at, core::Language language) {
  return core::to_local_text(at, world.calendar.zone(), core::to_string(language));
}

MailOrder order_to(const TechnicalContact& contact, outbound::MailTemplate mail, const storage::CertificateRow& certificate,
                   core::Params params) {
  params.emplace_back("common_name", certificate.common_name);
  params.emplace_back("serial_number", core::to_hex(certificate.serial));
  return {.mail = mail,
          .language = contact.language,
          .to = contact.email,
          .recipient = contact.recipient,
          .params = std::move(params),
          .object = certificate.id.str()};
}

} // namespace

core::Result<void> mail_certificate_issued(storage::Transaction& tx, const World& world, const storage::CertificateRow& certificate) {
  const auto now = world.clock.now();
  const auto application = TRY(storage::load_application(tx, *certificate.application_id, storage::Tenant::any()));
  const auto order = TRY(storage::load_order(tx, application.order_id, storage::Tenant::any()));
  const auto language = language_of(application);
  const auto link = TRY(create_download_link(tx, world, certificate.id, now));
  const core::Params params{{"common_name", certificate.common_name},
                            {"serial_number", core::to_hex(certificate.serial)},
                            {"order_number", order.number},
                            {"names", list_names(certificate.names, language)},
                            {"not_before", local(world, certificate.not_before, language)},
                            {"not_after", local(world, certificate.not_after, language)},
                            {"url", link.url},
                            {"url_expires_on", core::to_long_date(world.calendar.zone().date_of(link.expires_at), application.language)}};
  for (auto& mail : TRY(mails_to_applicants(tx, application, outbound::MailTemplate::certificate_issued, params))) {
    mail.object = certificate.id.str();
    TRY(queue_mail(tx, world, mail, now));
  }
  return {};
}

core::Result<void> mail_certificate_revoked(storage::Transaction& tx, const World& world, const storage::CertificateRow& certificate) {
  if (!certificate.application_id) return {};
  const auto contact = TRY(technical_contact(tx, *certificate.application_id));
  const auto reason = domain::to_string(static_cast<domain::RevocationReason>(certificate.revocation_reason.value_or(0)));
  return queue_mail(tx, world,
                    order_to(contact, outbound::MailTemplate::certificate_revoked, certificate,
                             {{"revoked_at", local(world, certificate.revoked_at.value(), contact.language)},
                              {"reason", core::message(contact.language, "reasons", reason)}}),
                    world.clock.now());
}

} // namespace usecases
