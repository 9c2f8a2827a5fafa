#pragma once

#include "usecases/create_quote.h"
#include "usecases/new_session.h"
#include "usecases/order.h"

namespace usecases {

core::Result<Order> view_order(World& world, const Actor& actor, const storage::OrderId& id);
core::Result<PaperFile> read_invoice_pdf(World& world, const Actor& actor, const storage::OrderId& id);
/// `not_found` until the order is paid.
core::Result<PaperFile> read_receipt_pdf(World& world, const Actor& actor, const storage::OrderId& id);

struct OrderList {
  std::vector<Order> items;
  std::optional<std::string> next;
};
/// Newest first, by status and words.
core::Result<OrderList> list_orders(World& world, const Actor& actor, const storage::OrderQuery& query);

} // namespace usecases
