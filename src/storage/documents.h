#pragma once

#include "storage/database.h"
#include "storage/tenant.h"

namespace storage {

/// A quote, invoice or receipt as it was given out; never changed (C01).
struct DocumentRow {
  DocumentId id;
  std::string kind; ///< quote | invoice | receipt
  std::string number;
  std::optional<AccountId> account_id;
  std::optional<QuoteId> quote_id;
  std::optional<OrderId> order_id;
  std::string counterparty;
  std::string issued_on; ///< YYYY-MM-DD
  std::string due_on;    ///< YYYY-MM-DD or empty
  std::int64_t amount;
  core::Bytes pdf;
  std::string sha256;
  core::Instant created_at;
};
BOOST_DESCRIBE_STRUCT(DocumentRow, (),
                      (id, kind, number, account_id, quote_id, order_id, counterparty, issued_on, due_on, amount, pdf, sha256, created_at))

core::Result<void> insert_document(Transaction& tx, const DocumentRow& document);
core::Result<DocumentRow> load_document(Transaction& tx, const DocumentId& id);
core::Result<std::optional<DocumentRow>> find_document_of_quote(Transaction& tx, const QuoteId& quote, std::string_view kind);
core::Result<std::optional<DocumentRow>> find_document_of_order(Transaction& tx, const OrderId& order, std::string_view kind);

struct PaymentRow {
  PaymentId id;
  OrderId order_id;
  std::string method; ///< bank_transfer | card
  std::int64_t amount;
  std::string received_on; ///< YYYY-MM-DD
  std::string payer_name;
  std::string reference; ///< unique: a deposit is recorded once, `violates(e, "payments", "reference")`
  std::string recorded_by;
  core::Instant recorded_at;
};
BOOST_DESCRIBE_STRUCT(PaymentRow, (), (id, order_id, method, amount, received_on, payer_name, reference, recorded_by, recorded_at))

core::Result<void> insert_payment(Transaction& tx, const PaymentRow& payment);
core::Result<std::vector<PaymentRow>> list_payments(Transaction& tx, const OrderId& order);

} // namespace storage
