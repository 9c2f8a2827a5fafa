#include "usecases/view_orders.h"

#include "core/errors.h"

namespace usecases {
namespace {

core::Result<PaperFile> read_paper(World& world, const Actor& actor, const storage::OrderId& id, std::string_view kind) {
  return world.database.read([&](storage::Transaction& tx) -> core::Result<PaperFile> {
    TRY(load_own_order(tx, actor, id));
    auto document = TRY(core::require(TRY(storage::find_document_of_order(tx, id, kind)), core::errors::not_found));
    return PaperFile{document.number, std::move(document.pdf)};
  });
}

} // namespace

core::Result<Order> view_order(World& world, const Actor& actor, const storage::OrderId& id) {
  return world.database.read(
      [&](storage::Transaction& tx) -> core::Result<Order> { return compose_order(tx, world, actor, TRY(load_own_order(tx, actor, id))); });
}

core::Result<PaperFile> read_invoice_pdf(World& world, const Actor& actor, const storage::OrderId& id) {
  return read_paper(world, actor, id, "invoice");
}

core::Result<PaperFile> read_receipt_pdf(World& world, const Actor& actor, const storage::OrderId& id) {
  return read_paper(world, actor, id, "receipt");
}

core::Result<OrderList> list_orders(World& world, const Actor& actor, const storage::OrderQuery& query) {
  return world.database.read([&](storage::Transaction& tx) -> core::Result<OrderList> {
    const auto page = TRY(storage::list_orders(tx, query));
    OrderList list{{}, page.next};
    for (const auto& row : page.items) list.items.push_back(TRY(compose_order(tx, world, actor, row)));
    return list;
  });
}

} // namespace usecases
