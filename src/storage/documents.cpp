#include "storage/documents.h"

#include "storage/statement.h"

namespace storage {

core::Result<void> insert_document(Transaction& tx, const DocumentRow& document) { return insert<"documents">(tx, document); }

core::Result<DocumentRow> load_document(Transaction& tx, const DocumentId& id) {
  return load<DocumentRow, "FROM documents WHERE id = $1">(tx, id);
}

core::Result<std::optional<DocumentRow>> find_document_of_quote(Transaction& tx, const QuoteId& quote, std::string_view kind) {
  return find<DocumentRow, "FROM documents WHERE quote_id = $1 AND kind = $2 ORDER BY created_at DESC, id DESC LIMIT 1">(tx, quote, kind);
}

core::Result<std::optional<DocumentRow>> find_document_of_order(Transaction& tx, const OrderId& order, std::string_view kind) {
  return find<DocumentRow, "FROM documents WHERE order_id = $1 AND kind = $2 ORDER BY created_at DESC, id DESC LIMIT 1">(tx, order, kind);
}

core::Result<void> insert_payment(Transaction& tx, const PaymentRow& payment) { return insert<"payments">(tx, payment); }

core::Result<std::vector<PaymentRow>> list_payments(Transaction& tx, const OrderId& order) {
  return list<PaymentRow, "FROM payments WHERE order_id = $1 ORDER BY recorded_at, id">(tx, order);
}

} // namespace storage
