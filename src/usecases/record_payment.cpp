#include "usecases/record_payment.h"

#include "core/errors.h"
#include "core/text.h"
#include "domain/names.h"
#include "domain/payment.h"
#include "domain/validity.h"
#include "storage/licences.h"
#include "usecases/access_code.h"
#include "usecases/audit.h"
#include "usecases/field_problems.h"
#include "usecases/mail_queue.h"
#include "usecases/numbers.h"
#include "usecases/papers.h"
#include "usecases/stored_json.h"

#include <algorithm>

namespace usecases {
namespace {

/// A payment on its way into the order.
struct Deposit {
  const PaymentRequest& request;
  storage::PaymentRow row;
  std::optional<storage::DocumentRow> receipt; ///< of the one that reaches the total
};

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

core::Result<domain::PaymentDecision> decide(const storage::OrderRow& order, domain::Yen amount) {
  const auto status = domain::parse_state<domain::OrderStatus>(order.status).value_or(domain::OrderStatus::cancelled);
  return domain::match_payment(status, order.total, order.paid, amount);
}

/// What the receipt of an order tells, or nothing where the payment does not reach the total.
struct Settled {
  storage::OrderRow order;
  storage::QuoteRow quote;
  std::chrono::year_month_day received_on;
};
core::Result<std::optional<Settled>> find_settled(storage::Transaction& tx, const storage::OrderId& id, const PaymentRequest& request) {
  const auto order = TRY(storage::load_order(tx, id, storage::Tenant::any()));
  if (!TRY(decide(order, request.amount)).releases) return std::nullopt;
  auto last = request.received_on; // staff may enter an earlier deposit later
  for (const auto& payment : TRY(storage::list_payments(tx, id)))
    last = std::max(last, core::parse_date(payment.received_on).value_or(last));
  return Settled{order, TRY(storage::load_quote(tx, order.quote_id)), last};
}

/// Drawn before the transaction that stores it, since drawing would hold up whoever else writes.
core::Result<std::optional<storage::DocumentRow>> make_receipt(World& world, const storage::OrderId& id, const PaymentRequest& request,
                                                               core::Instant now) {
  const auto settled = TRY(world.database.read([&](storage::Transaction& tx) { return find_settled(tx, id, request); }));
  if (!settled) return std::nullopt;
  const auto number = TRY(take_number(world, receipt_prefix, now));
  return TRY(draw_receipt(world, {settled->order, settled->quote, number, settled->received_on, now}));
}

/// One for the product and one for each name beyond those that it includes (A04).
core::Result<void> buy_licences(storage::Transaction& tx, const World& world, const storage::OrderRow& order, core::Instant now) {
  const auto& product = *TRY(world.catalogue.product(order.product));
  const auto plan = TRY(domain::plan_names(product, order.names, world.catalogue, language_of(order)));
  const auto lapses = domain::licence_lapses(now, 1, world.calendar.zone());
  std::vector<std::string> kinds{product.licence_kind};
  kinds.insert(kinds.end(), static_cast<std::size_t>(plan.extra_name_licences), product.extra_name_licence);
  for (const auto& kind : kinds)
    TRY(storage::purchase_licence(
        tx, {storage::LicenceId::make(), order.account_id, order.id, kind, "retail", "available", now, lapses, std::nullopt},
        order.id.str()));
  return {};
}

/// What happens next, in the orderer's words.
std::string next_words(const domain::PaymentDecision& decision, bool in_time, core::Language language) {
  if (decision.releases && !in_time) return core::message(language, "papers", "payment_late");
  const auto amount = domain::format_yen(decision.difference < 0 ? -decision.difference : decision.difference, language);
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

std::string receipt_words(const World& world, const std::string& number, core::Language language) {
  const auto* key = is_qualified_issuer(world.config) ? "payment_receipt" : "payment_receipt_plain";
  return "\n" + core::message(language, "papers", key, {{"number", number}});
}

MailOrder payment_mail(const World& world, const storage::OrderRow& order, const Deposit& deposit,
                       const domain::PaymentDecision& decision) {
  const auto customer = from_stored<Customer>(order.customer);
  const auto& request = deposit.request;
  const auto language = language_of(order);
  const bool in_time = deposit.row.recorded_at < apply_by(world, order);
  MailOrder mail{.mail = outbound::MailTemplate::payment_received,
                 .language = language,
                 .to = order.orderer_email,
                 .recipient = {customer.organization_name, customer.department, order.orderer_name},
                 .params = {{"order_number", order.number},
                            {"amount", domain::format_yen(request.amount, language)},
                            {"received_on", core::to_long_date(request.received_on, order.language)},
                            {"next", next_words(decision, in_time, language)}},
                 .object = order.id.str()};
  if (!decision.releases) return mail;
  mail.params.back().second += receipt_words(world, deposit.receipt->number, language);
  mail.attachment = deposit.receipt->id;
  return mail;
}

/// The paper that says when it was delivered and, as far as the order's year is not over, the licences and the right to apply.
core::Result<void> deliver(storage::Transaction& tx, const World& world, const storage::OrderRow& order, const Deposit& deposit) {
  const auto now = deposit.row.recorded_at;
  TRY(storage::insert_document(tx, *deposit.receipt));
  if (now >= apply_by(world, order)) return {};
  TRY(buy_licences(tx, world, order, now));
  return send_access_code(tx, world, order, now);
}

core::Result<Order> save(storage::Transaction& tx, World& world, const Actor& actor, const Deposit& deposit) {
  const auto& payment = deposit.row;
  const auto now = payment.recorded_at;
  auto order = TRY(storage::load_order(tx, payment.order_id, storage::Tenant::any()));
  const auto decision = TRY(decide(order, payment.amount));
  if (decision.releases && !deposit.receipt) return core::fail(core::errors::version_stale); // another deposit came in between
  TRY(storage::insert_payment(tx, payment));
  order.status = std::string(domain::to_string(decision.next));
  order.paid = decision.paid;
  TRY(storage::update_order(tx, order));
  ++order.version;
  TRY(queue_mail(tx, world, payment_mail(world, order, deposit, decision), now));
  if (decision.releases) TRY(deliver(tx, world, order, deposit));
  audit(tx, actor,
        {"payment_recorded",
         order.id.str(),
         order.account_id.str(),
         {{"payment", payment.id.str()},
          {"amount", payment.amount},
          {"reference", payment.reference},
          {"status", order.status},
          {"receipt", decision.releases ? deposit.receipt->number : ""}}},
        now);
  return compose_order(tx, world, actor, order);
}

} // namespace

core::Result<Order> record_payment(World& world, const Actor& actor, const storage::OrderId& id, const PaymentRequest& request) {
  const auto now = world.clock.now();
  TRY(check(world, request, now));
  const Deposit deposit{request, to_row(actor, id, request, now), TRY(make_receipt(world, id, request, now))};
  auto saved = world.database.write([&](storage::Transaction& tx) { return save(tx, world, actor, deposit); });
  if (!saved && storage::violates(saved.error(), "payments", "reference"))
    return core::fail(errors::payment_already_recorded, {{"reference", deposit.row.reference}});
  return saved;
}

} // namespace usecases
