#include "usecases/quote.h"

#include "core/errors.h"
#include "core/i18n.h"
#include "usecases/links.h"
#include "usecases/mail_queue.h"
#include "usecases/stored_json.h"

namespace usecases {
namespace {

/// As stored where the product is sold no more.
std::vector<QuoteLine> worded(const World& world, const storage::QuoteRow& row, core::Language reader) {
  auto lines = from_stored<std::vector<QuoteLine>>(row.lines);
  const auto product = world.catalogue.product(row.product);
  if (!product) return lines;
  auto words = line_words(**product, row.term_years, row.names, reader);
  if (!lines.empty()) lines.front().description = std::move(words.product);
  if (lines.size() == 2) lines.back().description = std::move(words.extra_names);
  return lines;
}

} // namespace

LineWords line_words(const domain::Product& product, std::int64_t term_years, const std::vector<std::string>& names,
                     core::Language language) {
  const auto name = product.name.in(language);
  return {core::message(language, "papers", "line",
                        {{"product", name}, {"years", std::to_string(term_years)}, {"names", list_names(names, language)}}),
          core::message(language, "papers", "extra_names_line", {{"product", name}, {"included", std::to_string(product.included_names)}})};
}

std::vector<domain::Line> lines_of(const std::vector<QuoteLine>& lines) {
  std::vector<domain::Line> out;
  for (const auto& line : lines) out.push_back({line.description, line.quantity, line.unit_price, line.tax_rate});
  return out;
}

domain::Totals totals_of(const World& world, const std::vector<domain::Line>& lines) {
  return domain::total_of(lines, domain::parse_rounding(world.config.seller.rounding).value_or(domain::Rounding::floor));
}

Quote to_quote(const World& world, const storage::QuoteRow& row, const std::optional<storage::OrderRow>& order, core::Language reader) {
  Quote quote{.id = row.id.str(),
              .number = row.number,
              .status = row.status == "sent" && world.clock.now() > row.valid_until ? "lapsed" : row.status,
              .product = row.product,
              .term_years = row.term_years,
              .names = row.names,
              .customer = from_stored<Customer>(row.customer),
              .lines = worded(world, row, reader),
              .taxes = {},
              .net = row.net,
              .tax = row.tax,
              .total = row.total,
              .valid_until = row.valid_until,
              .pdf_url = links::quote_pdf(row.id.str()),
              .order_id = {}};
  for (const auto& tax : totals_of(world, lines_of(quote.lines)).taxes) quote.taxes.push_back({tax.rate, tax.net, tax.tax});
  if (order) quote.order_id = order->id.str();
  return quote;
}

core::Result<storage::QuoteRow> load_own_quote(storage::Transaction& tx, const Actor& actor, const storage::QuoteId& id) {
  auto row = TRY(storage::load_quote(tx, id));
  if (actor.is_staff || actor.quote_id == id.str()) return row;
  const auto order = TRY(storage::find_order_of_quote(tx, id));
  const auto account = order ? std::optional(order->account_id) : row.account_id;
  const bool own = actor.is_customer ? account && account->str() == actor.account_id : order && order->id.str() == actor.order_id;
  if (own) return row;
  return core::fail(core::errors::not_found);
}

} // namespace usecases
