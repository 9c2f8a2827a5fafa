#include "usecases/applicants.h"

#include "domain/email_address.h"
#include "domain/person.h"
#include "storage/orders.h"
#include "usecases/application.h"
#include "usecases/contact_person.h"
#include "usecases/order.h"
#include "usecases/stored_json.h"

#include <algorithm>

namespace usecases {
namespace {

struct Recipient {
  std::string email;
  outbound::MailRecipient who;
};

core::Result<std::vector<Recipient>> recipients(storage::Transaction& tx, const storage::ApplicationRow& row) {
  const auto order = TRY(storage::load_order(tx, row.order_id, storage::Tenant::any()));
  const auto customer = from_stored<Customer>(order.customer);
  std::vector<Recipient> people;
  const auto add = [&](Recipient person) {
    const auto key = [](const Recipient& one) { return domain::EmailAddress::stored(one.email).key(); };
    if (std::ranges::find(people, key(person), key) == people.end()) people.push_back(std::move(person));
  };
  if (const auto technical = TRY(storage::find_contact(tx, row.id, "technical")))
    add({technical->email, {technical->employer, technical->department, full_name(*technical)}});
  add({order.recipient_email, {customer.organization_name, {}, order.recipient_name}});
  add({order.orderer_email, {customer.organization_name, customer.department, order.orderer_name}});
  return people;
}

} // namespace

core::Params application_params(const World& world, const storage::ApplicationRow& row) {
  const auto language = language_of(row);
  return {{"application_number", row.number},
          {"product", product_name(world, row.product, language)},
          {"names", list_names(row.names, language)}};
}

core::Result<std::vector<MailOrder>> mails_to_applicants(storage::Transaction& tx, const storage::ApplicationRow& row,
                                                         outbound::MailTemplate mail, const core::Params& params) {
  std::vector<MailOrder> orders;
  for (auto& [email, who] : TRY(recipients(tx, row)))
    orders.push_back({.mail = mail, .language = language_of(row), .to = email, .recipient = who, .params = params, .object = row.id.str()});
  return orders;
}

core::Result<std::optional<MailPerson>> find_applicant(storage::Transaction& tx, const storage::ApplicationRow& row,
                                                       const std::string& email) {
  for (const auto& [known, who] : TRY(recipients(tx, row)))
    if (domain::is_same_mailbox(known, email)) return MailPerson{who.name, known};
  return std::optional<MailPerson>{};
}

core::Result<void> mail_applicants(storage::Transaction& tx, const World& world, const storage::ApplicationRow& row,
                                   outbound::MailTemplate mail, const core::Params& params) {
  for (const auto& order : TRY(mails_to_applicants(tx, row, mail, params))) TRY(queue_mail(tx, world, order, world.clock.now()));
  return {};
}

} // namespace usecases
