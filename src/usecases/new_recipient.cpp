#include "usecases/new_recipient.h"

#include "domain/email_address.h"
#include "storage/sessions.h"
#include "usecases/order.h"
#include "usecases/stored_json.h"

namespace usecases {
namespace {

std::string mailbox(const std::string& email) { return domain::EmailAddress::stored(email).key(); }

core::Result<void> tell(storage::Transaction& tx, const World& world, const storage::OrderRow& before, const MailPerson& person,
                        const MailPerson& recipient) {
  const auto mail = mail_about_order(before, outbound::MailTemplate::recipient_changed, person, {{"recipient", shown(recipient)}});
  return queue_mail(tx, world, mail, world.clock.now());
}

} // namespace

MailOrder mail_about_order(const storage::OrderRow& order, outbound::MailTemplate mail, const MailPerson& person, core::Params params) {
  params.emplace_back("order_number", order.number);
  return {.mail = mail,
          .language = language_of(order),
          .to = person.email,
          .recipient = {from_stored<Customer>(order.customer).organization_name, {}, person.name},
          .params = std::move(params),
          .object = order.id.str()};
}

std::string shown(const MailPerson& person) { return person.name + " " + person.email; }

core::Result<void> hand_over(storage::Transaction& tx, const World& world, const storage::OrderRow& before,
                             const storage::OrderRow& after) {
  if (mailbox(before.recipient_email) == mailbox(after.recipient_email)) return {};
  const MailPerson recipient{after.recipient_name, after.recipient_email};
  TRY(tell(tx, world, before, {before.recipient_name, before.recipient_email}, recipient));
  if (mailbox(before.orderer_email) != mailbox(before.recipient_email))
    TRY(tell(tx, world, before, {before.orderer_name, before.orderer_email}, recipient));
  return storage::delete_applicant_sessions(tx, before.id);
}

} // namespace usecases
