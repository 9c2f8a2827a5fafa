#include "usecases/papers.h"

#include "core/crypto.h"
#include "core/text.h"
#include "outbound/pdf.h"
#include "usecases/mail_queue.h"
#include "usecases/stored_json.h"

namespace usecases {
namespace {

outbound::PdfSeller seller_of(const core::Config& config) {
  const auto& seller = config.seller;
  return {.name = seller.name,
          .registration_number = seller.registration_number,
          .postal_code = seller.postal_code,
          .address = seller.address.empty() ? std::vector<std::string>{} : core::split(seller.address, '\n'),
          .department = {},
          .phone = seller.phone,
          .email = config.mail.from};
}

outbound::PdfRecipient recipient_of(const Customer& customer) {
  return {.organization = customer.organization_name,
          .department = customer.department,
          .person = customer.contact_name,
          .postal_code = customer.postal_code,
          .address = {customer.state + customer.locality + customer.street}};
}

core::Language language_of(const storage::QuoteRow& quote) { return core::parse_language(quote.language).value_or(core::Language::ja); }

std::string word(const outbound::PdfDocument& paper, std::string_view key, const core::Params& params = {}) {
  return core::message(paper.language, "papers", key, params);
}

/// What quote, invoice and receipt share.
outbound::PdfDocument paper_of(const World& world, const storage::QuoteRow& quote, core::Instant issued) {
  outbound::PdfDocument paper;
  paper.language = language_of(quote);
  paper.issued_on = world.calendar.zone().date_of(issued);
  paper.seller = seller_of(world.config);
  paper.recipient = recipient_of(from_stored<Customer>(quote.customer));
  const auto lines = lines_of(from_stored<std::vector<QuoteLine>>(quote.lines));
  for (const auto& line : lines)
    paper.lines.push_back(
        {line.description, line.quantity, word(paper, "unit"), line.unit_price, line.amount(), line.tax_rate, line.tax_rate == 8});
  const auto totals = totals_of(world, lines);
  for (const auto& tax : totals.taxes) paper.taxes.push_back({tax.rate, tax.net, tax.tax});
  paper.net = totals.net;
  paper.tax = totals.tax;
  paper.total = totals.total;
  paper.subject = word(paper, "subject", {{"names", list_names(quote.names, paper.language)}});
  return paper;
}

core::Result<storage::DocumentRow> to_document(const outbound::PdfDocument& paper, core::Instant now) {
  auto pdf = TRY(outbound::render_pdf(paper));
  auto hash = core::sha256_hex(pdf);
  return storage::DocumentRow{.id = storage::DocumentId::make(),
                              .kind = std::string(outbound::to_string(paper.kind)),
                              .number = paper.number,
                              .account_id = std::nullopt,
                              .quote_id = std::nullopt,
                              .order_id = std::nullopt,
                              .counterparty = paper.recipient.organization,
                              .issued_on = core::to_string(paper.issued_on),
                              .due_on = paper.due_on ? core::to_string(*paper.due_on) : "",
                              .amount = paper.total,
                              .pdf = std::move(pdf),
                              .sha256 = std::move(hash),
                              .created_at = now};
}

} // namespace

core::Result<storage::DocumentRow> draw_quote(const World& world, const storage::QuoteRow& quote) {
  auto paper = paper_of(world, quote, quote.created_at);
  paper.kind = outbound::PdfKind::quote;
  paper.number = quote.number;
  paper.valid_until = world.calendar.zone().date_of(quote.valid_until);
  paper.notes = {word(paper, "quote_note")};
  auto document = TRY(to_document(paper, quote.created_at));
  document.quote_id = quote.id;
  return document;
}

core::Result<storage::DocumentRow> draw_invoice(const World& world, const InvoiceOf& invoice) {
  const auto now = invoice.order.created_at;
  auto paper = paper_of(world, invoice.quote, now);
  const auto& bank = world.config.seller.bank;
  paper.kind = outbound::PdfKind::invoice;
  paper.number = invoice.number;
  paper.order_number = invoice.order.number;
  paper.due_on = std::chrono::sys_days(paper.issued_on) + std::chrono::days{world.config.seller.payment_days};
  paper.bank = outbound::PdfBankAccount{bank.bank, bank.branch, bank.kind, bank.number, bank.holder};
  paper.notes = {word(paper, "invoice_transfer_note", {{"number", invoice.order.number}}),
                 word(paper, is_qualified_issuer(world.config) ? "invoice_qualified_note" : "invoice_supply_note")};
  auto document = TRY(to_document(paper, now));
  document.account_id = invoice.order.account_id;
  document.order_id = invoice.order.id;
  return document;
}

core::Result<storage::DocumentRow> draw_receipt(const World& world, const ReceiptOf& receipt) {
  auto paper = paper_of(world, receipt.quote, receipt.delivered_at);
  paper.kind = outbound::PdfKind::receipt;
  paper.number = receipt.number;
  paper.order_number = receipt.order.number;
  paper.supplied_on = paper.issued_on;
  paper.received_on = receipt.received_on;
  paper.subject = word(paper, "receipt_subject", {{"names", list_names(receipt.quote.names, paper.language)}});
  paper.notes = {word(paper, "receipt_supply_note"), word(paper, "receipt_stamp_note")};
  auto document = TRY(to_document(paper, receipt.delivered_at));
  document.account_id = receipt.order.account_id;
  document.order_id = receipt.order.id;
  return document;
}

bool is_qualified_issuer(const core::Config& config) { return !config.seller.registration_number.empty(); }

std::string bank_account_text(const core::Config& config) {
  const auto& bank = config.seller.bank;
  return bank.bank + " " + bank.branch + " " + bank.kind + " " + bank.number + " " + bank.holder;
}

} // namespace usecases
