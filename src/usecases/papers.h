#pragma once

#include "storage/documents.h"
#include "storage/orders.h"
#include "usecases/quote.h"

namespace usecases {

/// The quote's PDF as a stored document (C01).
core::Result<storage::DocumentRow> draw_quote(const World& world, const storage::QuoteRow& quote);

struct InvoiceOf {
  const storage::OrderRow& order;
  const storage::QuoteRow& quote;
  std::string number;
};
/// The order's qualified invoice (適格請求書) as a stored document: issued today, due after the configured days.
core::Result<storage::DocumentRow> draw_invoice(const World& world, const InvoiceOf& invoice);

/// Bank, branch, kind, number and holder on a line each.
std::string bank_account_text(const core::Config& config);

} // namespace usecases
