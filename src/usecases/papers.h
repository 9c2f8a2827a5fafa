#pragma once

#include "storage/documents.h"
#include "storage/orders.h"
#include "usecases/quote.h"

#include <chrono>

namespace usecases {

/// The quote's PDF as a stored document (C01).
core::Result<storage::DocumentRow> draw_quote(const World& world, const storage::QuoteRow& quote);

struct InvoiceOf {
  const storage::OrderRow& order;
  const storage::QuoteRow& quote;
  std::string number;
};
/// The request for payment (請求書) as a stored document: issued with the order, due after the configured days. It knows no date of
/// supply, so it is no qualified invoice and says so.
core::Result<storage::DocumentRow> draw_invoice(const World& world, const InvoiceOf& invoice);

struct ReceiptOf {
  const storage::OrderRow& order;
  const storage::QuoteRow& quote;
  std::string number;
  std::chrono::year_month_day received_on{}; ///< when all of the money was there
  core::Instant delivered_at{};              ///< when the access code is sent: the date of supply
};
/// The order's qualified invoice (適格請求書), which is its receipt (領収書), as a stored document.
core::Result<storage::DocumentRow> draw_receipt(const World& world, const ReceiptOf& receipt);

/// Whether the seller may issue qualified invoices: it has a registration number.
bool is_qualified_issuer(const core::Config& config);

/// Bank, branch, kind, number and holder on a line each.
std::string bank_account_text(const core::Config& config);

} // namespace usecases
