#include "storage/orders.h"

#include "storage/statement.h"

namespace storage {
namespace {

/// Paid, and nobody has come with the access code, or not with the one that followed an application without a certificate.
constexpr std::string_view unused =
    "(status = 'paid' OR status = 'overpaid') AND NOT EXISTS (SELECT 1 FROM applications a "
    "LEFT JOIN application_endings e ON e.application_id = a.id WHERE a.order_id = orders.id AND (e.new_code IS NULL OR NOT e.new_code))";

} // namespace

core::Result<void> insert_order(Transaction& tx, const OrderRow& order) { return insert<"orders">(tx, order); }

core::Result<OrderRow> load_order(Transaction& tx, const OrderId& id, const Tenant& tenant) {
  return load<OrderRow, "FROM orders WHERE id = $1 AND ($2 = '' OR account_id = $2)">(tx, id, tenant.str());
}

core::Result<std::optional<OrderRow>> find_order_by_number(Transaction& tx, std::string_view number) {
  return find<OrderRow, "FROM orders WHERE number = $1">(tx, number);
}

core::Result<std::optional<OrderRow>> find_order_of_quote(Transaction& tx, const QuoteId& quote) {
  return find<OrderRow, "FROM orders WHERE quote_id = $1">(tx, quote);
}

core::Result<std::optional<OrderRow>> find_newest_order(Transaction& tx, const AccountId& account) {
  return find<OrderRow, "FROM orders WHERE account_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1">(tx, account);
}

core::Result<std::vector<OrderRow>> list_unused_orders(Transaction& tx, core::Instant from, core::Instant until) {
  static const std::string sql = "SELECT " + columns<OrderRow>() + " FROM orders WHERE created_at >= $1 AND created_at < $2 AND " +
                                 std::string(unused) + " ORDER BY created_at, id";
  return tx.query<OrderRow>(sql, from, until);
}

core::Result<Page<OrderRow>> list_orders(Transaction& tx, const OrderQuery& query) {
  const auto after = TRY(parse_cursor(query.after));
  std::string sql = "SELECT " + columns<OrderRow>() + " FROM orders WHERE ";
  sql += query.tenant.str().empty() ? "$1 = ''" : "account_id = $1"; // so that an account's index is used
  if (query.status == "unused")
    sql += " AND " + std::string(unused);
  else if (!query.status.empty())
    sql += " AND status = $2";
  if (!query.q.empty())
    sql += R"( AND (lower(number) LIKE $3 ESCAPE '\' OR lower(orderer_name) LIKE $3 ESCAPE '\')"
           R"( OR lower(orderer_email) LIKE $3 ESCAPE '\' OR lower(recipient_email) LIKE $3 ESCAPE '\')"
           R"( OR lower(names) LIKE $3 ESCAPE '\' OR lower(customer) LIKE $3 ESCAPE '\'))";
  if (after) sql += " AND (created_at, id) < ($4, $5)";
  sql += " ORDER BY created_at DESC, id DESC LIMIT $6";
  const std::int64_t before = after ? TRY(cursor_number(*after)) : 0;
  auto rows =
      TRY(tx.query<OrderRow>(sql, query.tenant.str(), query.status, containing(query.q), before, after ? after->id : "", query.limit + 1));
  return make_page(std::move(rows), query.limit, [](const OrderRow& row) { return std::to_string(core::to_unix(row.created_at)); });
}

core::Result<void> update_order(Transaction& tx, const OrderRow& order) {
  return expect_current(tx.exec("UPDATE orders SET status = $3, paid = $4, recipient_name = $5, recipient_email = $6, "
                                "version = version + 1 WHERE id = $1 AND version = $2",
                                order.id, order.version, order.status, order.paid, order.recipient_name, order.recipient_email));
}

} // namespace storage
