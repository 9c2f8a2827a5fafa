#include "usecases/record_payment.h"

#include "core/text.h"
#include "domain/payment.h"
#include "domain/validity.h"
#include "storage/licences.h"
#include "usecases/access_code.h"
#include "usecases/audit.h"
#include "usecases/field_problems.h"
#include "usecases/mail_queue.h"
#include "usecases/stored_json.h"

namespace usecases {
namespace {

core::Result<void> check(const World& world, const PaymentRequest& request, core::Instant now) {
  FieldProblems problems;
  problems.require("/payerName", request.payer_name);
  problems.require("/reference", request.reference);
  const auto today = world.calendar.zone().date_of(now);
  if (request.received_on > today)
    problems.add("/receivedOn", errors::payment_date_future, {{"date", core::to_string(request.received_on)}});
  return problems.finish();
}

storage::PaymentRow to_row(const Actor& actor, const storage::OrderId& order, const PaymentRequest& request, core::Instant now) {
  return {.id = storage::PaymentId::make(),
          .order_id = order,
          .method = "bank_transfer",
          .amount = request.amount,
          .received_on = core::to_string(request.received_on),
          .payer_name = core::trim(request.payer_name),
          .reference = core::trim(request.reference),
          .recorded_by = actor.id,
          .recorded_at = now};
}

core::Result<void> buy_licence(storage::Transaction& tx, const World& world, const storage::OrderRow& order, core::Instant now) {
  const auto& product = *TRY(world.catalogue.product(order.product));
  const auto lapses = domain::licence_lapses(now, 1, world.calendar.zone());
  return storage::purchase_licence(
      tx, {storage::LicenceId::make(), order.account_id, order.id, product.licence_kind, "retail", "available", now, lapses, std::nullopt},
      order.id.str());
}

/// What happens next, in the orderer's words.
std::string next_words(const domain::PaymentDecision& decision, core::Language language) {
  const auto amount = domain::format_yen(decision.difference < 0 ? -decision.difference : decision.difference);
  switch (decision.match) {
  case domain::PaymentMatch::exact:
    return core::message(language, "papers", "payment_exact");
  case domain::PaymentMatch::under:
    return core::message(language, "papers", "payment_under", {{"amount", amount}});
  case domain::PaymentMatch::over:
    return core::message(language, "papers", "payment_over", {{"amount", amount}});
  }
  return {};
}

MailOrder payment_mail(const storage::OrderRow& order, const PaymentRequest& request, const domain::PaymentDecision& decision) {
  const auto customer = from_stored<Customer>(order.customer);
  return {.mail = outbound::MailTemplate::payment_received,
          .language = language_of(order),
          .to = order.orderer_email,
          .recipient = {customer.organization_name, customer.department, order.orderer_name},
          .params = {{"order_number", order.number},
                     {"amount", domain::format_yen(request.amount)},
                     {"received_on", core::to_long_date(request.received_on, order.language)},
                     {"next", next_words(decision, language_of(order))}},
          .object = order.id.str()};
}

core::Result<Order> save(storage::Transaction& tx, World& world, const Actor& actor, const storage::PaymentRow& payment,
                         const PaymentRequest& request) {
  const auto now = payment.recorded_at;
  auto order = TRY(storage::load_order(tx, payment.order_id, storage::Tenant::any()));
  const auto status = domain::parse_state<domain::OrderStatus>(order.status).value_or(domain::OrderStatus::cancelled);
  const auto decision = TRY(domain::match_payment(status, order.total, order.paid, payment.amount));
  TRY(storage::insert_payment(tx, payment));
  order.status = std::string(domain::to_string(decision.next));
  order.paid = decision.paid;
  TRY(storage::update_order(tx, order));
  ++order.version;
  TRY(queue_mail(tx, world, payment_mail(order, request, decision), now));
  if (decision.releases) {
    TRY(buy_licence(tx, world, order, now));
    TRY(send_access_code(tx, world, order, now));
  }
  audit(tx, actor,
        {"payment_recorded",
         order.id.str(),
         order.account_id.str(),
         {{"payment", payment.id.str()}, {"amount", payment.amount}, {"reference", payment.reference}, {"status", order.status}}},
        now);
  return compose_order(tx, world, actor, order);
}

} // namespace

core::Result<Order> record_payment(World& world, const Actor& actor, const storage::OrderId& id, const PaymentRequest& request) {
  const auto now = world.clock.now();
  TRY(check(world, request, now));
  const auto payment = to_row(actor, id, request, now);
  auto saved = world.database.write([&](storage::Transaction& tx) { return save(tx, world, actor, payment, request); });
  if (!saved && storage::violates(saved.error(), "payments", "reference"))
    return core::fail(errors::payment_already_recorded, {{"reference", payment.reference}});
  return saved;
}

} // namespace usecases
