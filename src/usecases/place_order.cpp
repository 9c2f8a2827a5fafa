#include "usecases/place_order.h"

#include "domain/errors.h"
#include "domain/states.h"
#include "storage/accounts.h"
#include "storage/sessions.h"
#include "usecases/audit.h"
#include "usecases/links.h"
#include "usecases/mail_queue.h"
#include "usecases/numbers.h"
#include "usecases/papers.h"
#include "usecases/stored_json.h"

namespace usecases {
namespace {

core::Result<void> check_acceptable(const World& world, const storage::QuoteRow& quote, core::Instant now) {
  const auto status = domain::parse_state<domain::QuoteStatus>(quote.status).value_or(domain::QuoteStatus::lapsed);
  if (status == domain::QuoteStatus::lapsed || (status == domain::QuoteStatus::sent && now > quote.valid_until))
    return core::fail(domain::errors::quote_lapsed,
                      {{"number", quote.number}, {"until", core::to_string(world.calendar.zone().date_of(quote.valid_until))}});
  return domain::check_move(status, domain::QuoteStatus::accepted);
}

struct NewAccount {
  storage::AccountRow account;
  storage::ClientRow client;
};

/// Whoever orders by a visitor's quote gets an account of its own.
struct NewOrder {
  Customer customer;
  std::optional<NewAccount> account;
  storage::OrderRow order;
};

NewAccount make_account(const storage::AccountId& id, const storage::QuoteRow& quote, const std::string& name, core::Instant now) {
  return {{id, "retail", name, quote.language, "Asia/Tokyo", now}, {storage::ClientId::make(), id, name, true, now}};
}

NewOrder make_order(const storage::QuoteRow& quote, std::string number, core::Instant now) {
  auto customer = from_stored<Customer>(quote.customer);
  const auto account_id = quote.account_id.value_or(storage::AccountId::make());
  std::optional<NewAccount> account;
  if (!quote.account_id) account = make_account(account_id, quote, customer.organization_name, now);
  storage::OrderRow order{.id = storage::OrderId::make(),
                          .number = std::move(number),
                          .quote_id = quote.id,
                          .account_id = account_id,
                          .status = "invoiced",
                          .product = quote.product,
                          .term_years = quote.term_years,
                          .names = quote.names,
                          .language = quote.language,
                          .orderer_name = customer.contact_name,
                          .orderer_email = customer.email,
                          .recipient_name = quote.recipient_name,
                          .recipient_email = quote.recipient_email,
                          .customer = quote.customer,
                          .total = quote.total,
                          .paid = 0,
                          .version = 1,
                          .created_at = now};
  return {std::move(customer), std::move(account), std::move(order)};
}

core::Result<void> insert(storage::Transaction& tx, const NewAccount& made) {
  TRY(storage::insert_account(tx, made.account));
  return storage::insert_client(tx, made.client);
}

MailOrder order_mail(const World& world, const NewOrder& made, const storage::DocumentRow& invoice) {
  const auto& order = made.order;
  const auto language = language_of(order);
  const auto due = core::parse_date(invoice.due_on).value_or(std::chrono::year_month_day{});
  return {.mail = outbound::MailTemplate::order_received,
          .language = language,
          .to = order.orderer_email,
          .recipient = {made.customer.organization_name, made.customer.department, made.customer.contact_name},
          .params = {{"order_number", order.number},
                     {"product", product_name(world, order.product, language)},
                     {"names", list_names(order.names, language)},
                     {"total", domain::format_yen(order.total, language)},
                     {"due_on", core::to_long_date(due, order.language)},
                     {"invoice_number", invoice.number},
                     {"bank_account", bank_account_text(world.config)},
                     {"url", links::order_page(world.config, order.number)}},
          .object = order.id.str(),
          .attachment = invoice.id};
}

} // namespace

core::Result<Order> place_order(World& world, const Actor& actor, const storage::QuoteId& id) {
  const auto now = world.clock.now();
  const auto quote = TRY(world.database.read([&](storage::Transaction& tx) { return load_own_quote(tx, actor, id); }));
  TRY(check_acceptable(world, quote, now));
  const auto made = make_order(quote, TRY(take_number(world, order_prefix, now)), now);
  const auto invoice = TRY(draw_invoice(world, {made.order, quote, TRY(take_number(world, invoice_prefix, now))}));
  const auto mail = order_mail(world, made, invoice);
  auto orderer = actor;
  orderer.order_id = made.order.id.str();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<Order> {
    TRY(storage::set_quote_status(tx, quote.id, "sent", "accepted"));
    if (made.account) TRY(insert(tx, *made.account));
    TRY(storage::insert_order(tx, made.order));
    TRY(storage::insert_document(tx, invoice));
    if (made.account && !actor.session_hash.empty()) TRY(storage::bind_session_to_order(tx, actor.session_hash, made.order.id));
    TRY(queue_mail(tx, world, mail, now));
    audit(tx, actor,
          {"order_placed",
           made.order.id.str(),
           made.order.account_id.str(),
           {{"number", made.order.number}, {"total", made.order.total}, {"invoice", invoice.number}}},
          now);
    return compose_order(tx, world, orderer, made.order);
  });
}

} // namespace usecases
