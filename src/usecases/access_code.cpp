#include "usecases/access_code.h"

#include "core/time.h"
#include "domain/access_code.h"
#include "domain/case_clock.h"
#include "domain/rejection.h"
#include "storage/endings.h"
#include "usecases/errors.h"
#include "usecases/links.h"
#include "usecases/mail_queue.h"
#include "usecases/stored_json.h"

namespace usecases {
namespace {

outbound::MailRecipient recipient_of(const storage::OrderRow& order, const MailPerson& person) {
  return {from_stored<Customer>(order.customer).organization_name, {}, person.name};
}

/// What the code is for, by what became of the order's last application.
outbound::MailTemplate link_mail(const std::optional<storage::ApplicationRow>& last) {
  if (!last) return outbound::MailTemplate::access_link;
  return has_ended(*last) ? outbound::MailTemplate::access_again : outbound::MailTemplate::access_resume;
}

MailOrder link_order(const World& world, const storage::OrderRow& order, const MailPerson& person, outbound::MailTemplate mail,
                     core::Instant expires) {
  const auto language = language_of(order);
  const auto date = [&](core::Instant at) { return core::to_long_date(world.calendar.zone().date_of(at), order.language); };
  return {.mail = mail,
          .language = language,
          .to = person.email,
          .recipient = recipient_of(order, person),
          .params = {{"order_number", order.number},
                     {"product", product_name(world, order.product, language)},
                     {"url", links::apply_page(world.config)},
                     {"expires_on", date(expires)},
                     {"apply_by", date(apply_by(world, order) - std::chrono::seconds{1})}},
          .object = order.id.str()};
}

bool is_at_the_desk(const std::optional<storage::ApplicationRow>& last) { return last && last->status != "draft" && !has_ended(*last); }

core::Result<bool> is_refused(storage::Transaction& tx, const storage::ApplicationRow& last) {
  const auto ending = TRY(storage::find_ending(tx, last.id));
  const auto reason = domain::parse_rejection_reason(ending ? ending->reason_code : "");
  if (!reason || domain::may_apply_again(*reason)) return false;
  const auto code = TRY(storage::find_newest_access_code(tx, last.order_id));
  return !code || code->status == "revoked" || code->issued_at <= ending->ended_at;
}

} // namespace

bool has_ended(const storage::ApplicationRow& application) {
  return application.status == "rejected" || application.status == "withdrawn" || application.status == "lapsed";
}

core::Instant apply_by(const World& world, const storage::OrderRow& order) {
  return domain::apply_deadline(order.created_at, world.calendar.zone());
}

core::Result<void> check_right(const World& world, const storage::OrderRow& order, core::Instant now) {
  TRY(check_released(order));
  if (now < apply_by(world, order)) return {};
  return core::fail(errors::order_right_lapsed,
                    {{"number", order.number},
                     {"until", core::to_string(world.calendar.zone().date_of(apply_by(world, order) - std::chrono::seconds{1}))}});
}

core::Result<void> check_applicable(storage::Transaction& tx, const World& world, const storage::OrderRow& order, core::Instant now) {
  const auto last = TRY(storage::find_application_of_order(tx, order.id));
  if (is_at_the_desk(last)) return check_released(order);
  if (last && TRY(is_refused(tx, *last))) return core::fail(errors::order_refused, {{"number", order.number}});
  return check_right(world, order, now);
}

core::Result<void> check_sendable(const World& world, const Actor& actor, const storage::OrderRow& order, core::Result<void> applicable) {
  const bool refused = !applicable && applicable.error().code == errors::order_refused;
  return refused && actor.is_staff ? check_right(world, order, world.clock.now()) : applicable;
}

core::Result<void> send_access_code(storage::Transaction& tx, const World& world, const storage::OrderRow& order, core::Instant now) {
  return send_access_code_to(tx, world, order, {order.recipient_name, order.recipient_email}, now);
}

core::Result<void> send_access_code_to(storage::Transaction& tx, const World& world, const storage::OrderRow& order,
                                       const MailPerson& person, core::Instant now) {
  const auto code = domain::make_access_code();
  const auto last = TRY(storage::find_application_of_order(tx, order.id));
  auto expires = domain::access_code_expiry(now, std::chrono::days{world.config.limits.access_code_days});
  if (!is_at_the_desk(last)) expires = std::min(expires, apply_by(world, order));
  static_cast<void>(TRY(storage::revoke_access_codes(tx, order.id)));
  if (last) TRY(storage::note_new_code(tx, last->id));
  TRY(storage::insert_access_code(
      tx, {storage::AccessCodeId::make(), order.id, domain::access_code_hash(code), person.email, "issued", now, expires, std::nullopt}));
  const auto link = link_order(world, order, person, link_mail(last), expires);
  TRY(queue_mail(tx, world, link, now));
  auto secret = link;
  secret.mail = outbound::MailTemplate::access_code;
  secret.params = {{"order_number", order.number},
                   {"code", code},
                   {"expires_on", core::to_long_date(world.calendar.zone().date_of(expires), order.language)}};
  secret.secret = true;
  return queue_mail(tx, world, secret, now);
}

} // namespace usecases
