#pragma once

#include "storage/database.h"
#include "storage/page.h"
#include "storage/tenant.h"

namespace storage {

/// `customer` and `lines` are JSON; `token_hash` is sha256_hex of the mailed link's secret, empty for an account's quote, which has no
/// link.
struct QuoteRow {
  QuoteId id;
  std::string number;
  std::string token_hash;
  std::optional<AccountId> account_id; ///< whose users alone may order it; none for a visitor's
  std::string status;                  ///< draft | sent | accepted | declined | lapsed
  std::string product;
  std::int64_t term_years;
  List names;
  std::string language;
  std::string customer;
  std::string lines;
  std::string recipient_name;
  std::string recipient_email;
  std::int64_t net;
  std::int64_t tax;
  std::int64_t total;
  core::Instant valid_until;
  core::Instant created_at;
};
BOOST_DESCRIBE_STRUCT(QuoteRow, (),
                      (id, number, token_hash, account_id, status, product, term_years, names, language, customer, lines, recipient_name,
                       recipient_email, net, tax, total, valid_until, created_at))

struct OrderRow {
  OrderId id;
  std::string number;
  QuoteId quote_id; ///< unique: a quote becomes one order, `violates(e, "orders", "quote_id")`
  AccountId account_id;
  std::string status; ///< placed | invoiced | partly_paid | paid | overpaid | fulfilled | cancelled | refunded
  std::string product;
  std::int64_t term_years;
  List names;
  std::string language;
  std::string orderer_name;
  std::string orderer_email;
  std::string recipient_name;
  std::string recipient_email;
  std::string customer; ///< JSON
  std::int64_t total;
  std::int64_t paid;
  std::int64_t version;
  core::Instant created_at;
};
BOOST_DESCRIBE_STRUCT(OrderRow, (),
                      (id, number, quote_id, account_id, status, product, term_years, names, language, orderer_name, orderer_email,
                       recipient_name, recipient_email, customer, total, paid, version, created_at))

struct OrderQuery {
  Tenant tenant;
  std::string status = {}; ///< empty: every one; `unused`: paid, and its access code was never used
  std::string q = {};      ///< part of number, orderer's name or mail address, recipient's mail address, or names
  std::string after = {};
  std::int64_t limit = 50;
};

core::Result<void> insert_quote(Transaction& tx, const QuoteRow& quote);
core::Result<QuoteRow> load_quote(Transaction& tx, const QuoteId& id);
core::Result<std::optional<QuoteRow>> find_quote_by_token(Transaction& tx, std::string_view token_hash);
/// Moves a quote from one status to another; `version_stale` where it is no longer in `from`.
core::Result<void> set_quote_status(Transaction& tx, const QuoteId& id, std::string_view from, std::string_view to);
/// Quotes whose `valid_until` has passed become lapsed; returns how many.
core::Result<std::int64_t> lapse_quotes(Transaction& tx, core::Instant now);

core::Result<void> insert_order(Transaction& tx, const OrderRow& order);
core::Result<OrderRow> load_order(Transaction& tx, const OrderId& id, const Tenant& tenant);
core::Result<std::optional<OrderRow>> find_order_by_number(Transaction& tx, std::string_view number);
core::Result<std::optional<OrderRow>> find_order_of_quote(Transaction& tx, const QuoteId& quote);
core::Result<std::optional<OrderRow>> find_newest_order(Transaction& tx, const AccountId& account);
/// Newest first.
core::Result<Page<OrderRow>> list_orders(Transaction& tx, const OrderQuery& query);
/// Paid orders made in [from, until) whose access code was never used.
core::Result<std::vector<OrderRow>> list_unused_orders(Transaction& tx, core::Instant from, core::Instant until);
/// Writes status, paid and recipient where the version is still the row's; `version_stale` otherwise.
core::Result<void> update_order(Transaction& tx, const OrderRow& order);

} // namespace storage
