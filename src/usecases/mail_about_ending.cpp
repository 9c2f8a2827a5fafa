#include "usecases/mail_about_ending.h"

#include "core/time.h"
#include "domain/email_address.h"
#include "storage/orders.h"
#include "usecases/application.h"
#include "usecases/customer.h"
#include "usecases/order.h"
#include "usecases/stored_json.h"

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
  const auto technical = TRY(storage::find_contact(tx, row.id, "technical"));
  if (technical)
    people.push_back(
        {technical->email, {technical->employer, technical->department, technical->family_name + " " + technical->given_name}});
  else
    people.push_back({order.recipient_email, {customer.organization_name, {}, order.recipient_name}});
  const auto key = [](const std::string& email) { return domain::EmailAddress::stored(email).key(); };
  if (key(people.front().email) != key(order.orderer_email))
    people.push_back({order.orderer_email, {customer.organization_name, customer.department, order.orderer_name}});
  return people;
}

core::Result<void> queue_all(storage::Transaction& tx, const World& world, const storage::ApplicationRow& row, outbound::MailTemplate mail,
                             core::Params more) {
  auto params = application_params(world, row);
  for (auto& param : more) params.push_back(std::move(param));
  for (const auto& order : TRY(mails_to_applicants(tx, row, mail, params))) TRY(queue_mail(tx, world, order, world.clock.now()));
  return {};
}

} // namespace

EndingWords ending_words(const Ending& ending, bool new_code, core::Language language) {
  const auto word = [&](const std::string& key) { return core::message(language, "reasons", key); };
  const auto next = word(new_code ? "ending.apply_again" : "ending.contact_us");
  if (ending.to != domain::ApplicationStatus::rejected) return {ending.reason.empty() ? word("ending.none_given") : ending.reason, next};
  const auto key = "rejection." + (ending.reason_code.empty() ? std::string("other") : ending.reason_code);
  const auto what = word(key + ".what");
  const bool says_more = new_code || ending.reason_code == "high_risk";
  return {ending.reason.empty() ? what : what + "\n" + ending.reason, says_more ? word(key + ".next") : next};
}

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

core::Result<void> mail_rejected(storage::Transaction& tx, const World& world, const storage::ApplicationRow& row,
                                 const EndingWords& words) {
  return queue_all(tx, world, row, outbound::MailTemplate::application_rejected, {{"reason", words.what}, {"next", words.next}});
}

core::Result<void> mail_withdrawn(storage::Transaction& tx, const World& world, const storage::ApplicationRow& row,
                                  const EndingWords& words) {
  return queue_all(tx, world, row, outbound::MailTemplate::withdrawal_done, {{"reason", words.what}, {"next", words.next}});
}

core::Result<void> mail_lapsed(storage::Transaction& tx, const World& world, const storage::ApplicationRow& row, const EndingWords& words,
                               core::Instant waiting_since) {
  const auto since = core::to_long_date(world.calendar.zone().date_of(waiting_since), row.language);
  return queue_all(tx, world, row, outbound::MailTemplate::application_lapsed, {{"since", since}, {"next", words.next}});
}

} // namespace usecases
