#include "usecases/mail_about_certificate.h"

#include "core/time.h"
#include "domain/revocation.h"
#include "storage/orders.h"
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
  const auto contact = TRY(technical_contact(tx, *certificate.application_id));
  const auto order = TRY(storage::load_order(tx, contact.application.order_id, storage::Tenant::any()));
  const auto link = TRY(create_download_link(tx, world, certificate.id, now));
  return queue_mail(
      tx, world,
      order_to(contact, outbound::MailTemplate::certificate_issued, certificate,
               {{"order_number", order.number},
                {"names", list_names(certificate.names, contact.language)},
                {"not_before", local(world, certificate.not_before, contact.language)},
                {"not_after", local(world, certificate.not_after, contact.language)},
                {"url", link.url},
                {"url_expires_on", core::to_long_date(world.calendar.zone().date_of(link.expires_at), core::to_string(contact.language))}}),
      now);
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
