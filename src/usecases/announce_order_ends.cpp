#include "usecases/announce_order_ends.h"

#include "core/log.h"
#include "core/time.h"
#include "domain/email_address.h"
#include "storage/case_times.h"
#include "usecases/access_code.h"
#include "usecases/errors.h"
#include "usecases/links.h"
#include "usecases/mail_queue.h"
#include "usecases/stored_json.h"

namespace usecases {
namespace {

using std::chrono::days;

constexpr auto announced = days{30}; // before the right to apply ends
constexpr auto longest_year = days{366};

core::Result<void> mail_to_both(storage::Transaction& tx, const World& world, const storage::OrderRow& order, MailOrder mail) {
  const auto customer = from_stored<Customer>(order.customer);
  const auto now = world.clock.now();
  mail.to = order.recipient_email;
  mail.recipient = {customer.organization_name, {}, order.recipient_name};
  TRY(queue_mail(tx, world, mail, now));
  const auto key = [](const std::string& email) { return domain::EmailAddress::stored(email).key(); };
  if (key(order.recipient_email) == key(order.orderer_email)) return {};
  mail.to = order.orderer_email;
  mail.recipient = {customer.organization_name, customer.department, order.orderer_name};
  return queue_mail(tx, world, mail, now);
}

core::Result<bool> is_refused(storage::Transaction& tx, const World& world, const storage::OrderRow& order) {
  const auto applicable = check_applicable(tx, world, order, world.clock.now());
  return !applicable && applicable.error().code == errors::order_refused;
}

core::Result<void> attend(storage::Transaction& tx, const World& world, const storage::OrderRow& order) {
  const auto now = world.clock.now();
  const auto ends = apply_by(world, order);
  if (now < ends - announced || TRY(is_refused(tx, world, order))) return {};
  const bool ended = now >= ends;
  if (!TRY(storage::note_reminder(tx, order.id.str(), ended ? "order_lapsed" : "order_lapsing", ends, now))) return {};
  const auto last_day = core::to_long_date(world.calendar.zone().date_of(ends - std::chrono::seconds{1}), order.language);
  MailOrder mail{.mail = ended ? outbound::MailTemplate::draft_lapsed : outbound::MailTemplate::order_lapsing,
                 .language = language_of(order),
                 .to = {},
                 .recipient = {},
                 .params = {{"order_number", order.number},
                            {"product", product_name(world, order.product, language_of(order))},
                            {"apply_by", last_day}},
                 .object = order.id.str()};
  if (!ended) {
    mail.params.emplace_back("recipient", order.recipient_name);
    mail.params.emplace_back("url", links::apply_page(world.config));
  }
  return mail_to_both(tx, world, order, std::move(mail));
}

} // namespace

core::Result<void> announce_order_ends(World& world) {
  const auto now = world.clock.now();
  const auto from = now - longest_year - announced; // what ended longer ago is not told any more
  const auto orders = TRY(world.database.read(
      [&](storage::Transaction& tx) { return storage::list_unused_orders(tx, from, now - longest_year + announced + days{2}); }));
  for (const auto& order : orders) {
    const auto done = world.database.write([&](storage::Transaction& tx) { return attend(tx, world, order); });
    if (!done) core::log::warn("reminder_failed", {{"object", order.id.str()}, {"error", std::string(done.error().code.name)}});
  }
  return {};
}

} // namespace usecases
