#pragma once

#include "storage/access_codes.h"
#include "storage/applications.h"
#include "storage/documents.h"
#include "storage/orders.h"
#include "usecases/action.h"
#include "usecases/customer.h"
#include "usecases/world.h"

#include <optional>
#include <string>
#include <vector>

namespace usecases {

struct OrderInvoice {
  std::string number;
  std::string issued_on;
  std::string due_on;
  std::string pdf_url;
  std::string registration_number;
};
BOOST_DESCRIBE_STRUCT(OrderInvoice, (), (number, issued_on, due_on, pdf_url, registration_number))

/// The receipt, which is the qualified invoice: there is one once the right to apply has been delivered.
struct OrderReceipt {
  std::string number;
  std::string issued_on; ///< the date of supply
  std::string pdf_url;
};
BOOST_DESCRIBE_STRUCT(OrderReceipt, (), (number, issued_on, pdf_url))

struct BankAccount {
  std::string bank;
  std::string branch;
  std::string kind;
  std::string number;
  std::string holder;
};
BOOST_DESCRIBE_STRUCT(BankAccount, (), (bank, branch, kind, number, holder))

struct OrderAccessCode {
  std::string status;
  std::string recipient_email;
  core::Instant issued_at{};
  core::Instant expires_at{};
};
BOOST_DESCRIBE_STRUCT(OrderAccessCode, (), (status, recipient_email, issued_at, expires_at))

/// One step of the way from order to certificate.
struct TimelineStep {
  std::string step;   ///< placed | paid | code_sent | applied | vetting | issued
  std::string status; ///< done | current | waiting
  std::optional<core::Instant> at;
};
BOOST_DESCRIBE_STRUCT(TimelineStep, (), (step, status, at))

/// An order as orderer and staff see it.
struct Order {
  std::string id;
  std::string number;
  std::string status;
  std::string product;
  std::string product_name;
  std::int64_t term_years = 1;
  std::vector<std::string> names;
  Customer customer;
  MailPerson recipient;
  std::int64_t total = 0;
  std::int64_t paid = 0;
  std::optional<OrderInvoice> invoice;
  std::optional<OrderReceipt> receipt;
  BankAccount bank_account;
  std::optional<OrderAccessCode> access_code;
  std::optional<std::string> application_id;
  std::optional<std::string> unused_until; ///< paid and its access code never used: the last day on which it can be
  std::vector<TimelineStep> timeline;
  core::Instant created_at{};
  std::int64_t version = 1;
  std::vector<Action> actions;
};
BOOST_DESCRIBE_STRUCT(Order, (),
                      (id, number, status, product, product_name, term_years, names, customer, recipient, total, paid, invoice, receipt,
                       bank_account, access_code, application_id, unused_until, timeline, created_at, version, actions))

/// The caller's own order, one of the account for its users, or any for staff; `not_found` otherwise.
core::Result<storage::OrderRow> load_own_order(storage::Transaction& tx, const Actor& actor, const storage::OrderId& id);
/// Reads what belongs to the order and makes the view.
core::Result<Order> compose_order(storage::Transaction& tx, const World& world, const Actor& actor, const storage::OrderRow& row);
/// Whether the right to apply has begun (C02): paid, or fulfilled on credit.
bool is_released(const storage::OrderRow& order);
/// `order_not_released` otherwise.
core::Result<void> check_released(const storage::OrderRow& order);
/// The product's name in a language, or its id where the catalogue no longer has it.
std::string product_name(const World& world, const std::string& product, core::Language language);
inline core::Language language_of(const storage::OrderRow& order) {
  return core::parse_language(order.language).value_or(core::Language::ja);
}

} // namespace usecases
