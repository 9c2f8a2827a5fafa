#include "usecases/order.h"

#include "core/errors.h"
#include "domain/payment.h"
#include "storage/certificates.h"
#include "storage/endings.h"
#include "usecases/access_code.h"
#include "usecases/links.h"
#include "usecases/reader_views.h"
#include "usecases/stored_json.h"

#include <array>

namespace usecases {
namespace {

/// What belongs to an order.
struct Parts {
  std::optional<storage::DocumentRow> invoice;
  std::optional<storage::DocumentRow> receipt;
  std::vector<storage::PaymentRow> payments;
  std::optional<storage::AccessCodeRow> code;
  std::optional<storage::ApplicationRow> application;
  bool applied = false; ///< and it did not end with another code
  std::optional<core::Instant> issued_at;
};

core::Result<Parts> load_parts(storage::Transaction& tx, const storage::OrderId& id) {
  Parts parts;
  parts.invoice = TRY(storage::find_document_of_order(tx, id, "invoice"));
  parts.receipt = TRY(storage::find_document_of_order(tx, id, "receipt"));
  parts.payments = TRY(storage::list_payments(tx, id));
  parts.code = TRY(storage::find_newest_access_code(tx, id));
  parts.application = TRY(storage::find_application_of_order(tx, id));
  if (parts.application) {
    const auto ending = TRY(storage::find_ending(tx, parts.application->id));
    parts.applied = !ending || !ending->new_code;
  }
  if (parts.application && parts.application->certificate_id)
    parts.issued_at = TRY(storage::load_certificate(tx, *parts.application->certificate_id, storage::Tenant::any())).issued_at;
  return parts;
}

/// Whether nothing will come of the order any more, by what check_applicable says of it.
bool is_over(const storage::OrderRow& row, const core::Result<void>& applicable) {
  if (row.status == "cancelled" || row.status == "refunded") return true;
  return !applicable && (applicable.error().code == errors::order_refused || applicable.error().code == errors::order_right_lapsed);
}

/// The instants at which each step was reached; the first that was not is the current one, unless none will be reached any more.
std::vector<TimelineStep> timeline_of(const storage::OrderRow& row, const Parts& parts, bool over) {
  std::optional<core::Instant> paid_at;
  if (is_released(row) && !parts.payments.empty()) paid_at = parts.payments.back().recorded_at;
  const bool approved =
      parts.application && (parts.application->status == "approved" || parts.application->status == "issuing" || parts.issued_at);
  std::vector<TimelineStep> steps{{"placed", "waiting", row.created_at},
                                  {"paid", "waiting", paid_at},
                                  {"code_sent", "waiting", parts.code ? std::optional(parts.code->issued_at) : std::nullopt},
                                  {"applied", "waiting", parts.application ? parts.application->submitted_at : std::nullopt},
                                  {"vetting", "waiting", approved ? parts.application->decided_at : std::nullopt},
                                  {"issued", "waiting", parts.issued_at}};
  bool reached = !over;
  for (auto& step : steps) {
    if (step.at)
      step.status = "done";
    else if (reached)
      step.status = "current";
    reached = reached && step.at.has_value();
  }
  return steps;
}

std::optional<OrderAccessCode> code_of(const Parts& parts, core::Instant now) {
  if (!parts.code) return std::nullopt;
  const bool expired = parts.code->status == "issued" && now >= parts.code->expires_at;
  return OrderAccessCode{expired ? "expired" : parts.code->status, parts.code->recipient_email, parts.code->issued_at,
                         parts.code->expires_at};
}

std::optional<std::string> unused_until(const World& world, const storage::OrderRow& row, const Parts& parts) {
  if (!is_released(row) || row.status == "fulfilled" || parts.applied) return std::nullopt;
  return core::to_string(world.calendar.zone().date_of(apply_by(world, row) - std::chrono::seconds{1}));
}

std::optional<OrderInvoice> invoice_of(const World& world, const storage::OrderRow& row, const Parts& parts) {
  if (!parts.invoice) return std::nullopt;
  return OrderInvoice{parts.invoice->number, parts.invoice->issued_on, parts.invoice->due_on, links::invoice_pdf(row.id.str()),
                      world.config.seller.registration_number};
}

std::optional<OrderReceipt> receipt_of(const storage::OrderRow& row, const Parts& parts) {
  if (!parts.receipt) return std::nullopt;
  return OrderReceipt{parts.receipt->number, parts.receipt->issued_on, links::receipt_pdf(row.id.str())};
}

core::Result<void> may_take_payment(const storage::OrderRow& row) {
  const auto status = domain::parse_state<domain::OrderStatus>(row.status).value_or(domain::OrderStatus::cancelled);
  const auto decision = domain::match_payment(status, row.total, row.paid, 1);
  if (!decision) return core::fail(decision.error());
  return {};
}

std::vector<Action> actions_of(const storage::OrderRow& row, const std::optional<OrderAccessCode>& code, const core::Result<void>& sendable,
                               const Actor& actor) {
  if (!actor.application_id.empty() || actor.is_customer) return {};
  const auto revocable = code && code->status == "issued" ? core::Result<void>{} : core::Result<void>(core::fail(errors::access_code_none));
  std::vector<Action> actions{make_action("resendAccessCode", sendable, actor.language),
                              make_action("revokeAccessCode", revocable, actor.language)};
  if (actor.is_staff)
    actions.push_back(make_action("recordPayment", may_take_payment(row), actor.language));
  else
    actions.push_back(make_action("changeRecipient", {}, actor.language));
  return actions;
}

} // namespace

bool is_released(const storage::OrderRow& order) {
  constexpr std::array<std::string_view, 3> released{"paid", "overpaid", "fulfilled"};
  return std::ranges::find(released, order.status) != released.end();
}

core::Result<void> check_released(const storage::OrderRow& order) {
  if (is_released(order)) return {};
  return core::fail(errors::order_not_released, {{"number", order.number}});
}

std::string product_name(const World& world, const std::string& product, core::Language language) {
  const auto found = world.catalogue.product(product);
  return found ? (*found)->name.in(language) : product;
}

core::Result<storage::OrderRow> load_own_order(storage::Transaction& tx, const Actor& actor, const storage::OrderId& id) {
  if (actor.is_customer) return storage::load_order(tx, id, storage::Tenant::of(storage::AccountId::stored(actor.account_id)));
  if (!actor.is_staff && actor.order_id != id.str()) return core::fail(core::errors::not_found);
  return storage::load_order(tx, id, storage::Tenant::any());
}

core::Result<Order> compose_order(storage::Transaction& tx, const World& world, const Actor& actor, const storage::OrderRow& row) {
  const auto parts = TRY(load_parts(tx, row.id));
  const auto code = code_of(parts, world.clock.now());
  const auto applicable = check_applicable(tx, world, row, world.clock.now());
  const auto& bank = world.config.seller.bank;
  Order order{.id = row.id.str(),
              .number = row.number,
              .status = row.status,
              .product = row.product,
              .product_name = product_name(world, row.product, actor.language),
              .term_years = row.term_years,
              .names = row.names,
              .customer = from_stored<Customer>(row.customer),
              .recipient = {row.recipient_name, row.recipient_email},
              .total = row.total,
              .paid = row.paid,
              .invoice = invoice_of(world, row, parts),
              .receipt = receipt_of(row, parts),
              .bank_account = {bank.bank, bank.branch, bank.kind, bank.number, bank.holder},
              .access_code = code,
              .application_id = parts.application ? std::optional(parts.application->id.str()) : std::nullopt,
              .unused_until = unused_until(world, row, parts),
              .timeline = timeline_of(row, parts, is_over(row, applicable)),
              .created_at = row.created_at,
              .version = row.version,
              .actions = actions_of(row, code, check_sendable(world, actor, row, applicable), actor)};
  if (actor.is_tracker) keep_state_only(order);
  return order;
}

} // namespace usecases
