#pragma once

#include "domain/money.h"
#include "storage/orders.h"
#include "usecases/customer.h"
#include "usecases/world.h"

#include <optional>
#include <string>
#include <vector>

namespace usecases {

struct QuoteLine {
  std::string description;
  std::int64_t quantity = 1;
  std::int64_t unit_price = 0;
  std::int64_t amount = 0;
  int tax_rate = 0;
};
BOOST_DESCRIBE_STRUCT(QuoteLine, (), (description, quantity, unit_price, amount, tax_rate))

struct QuoteTax {
  int rate = 0;
  std::int64_t net = 0;
  std::int64_t tax = 0;
};
BOOST_DESCRIBE_STRUCT(QuoteTax, (), (rate, net, tax))

/// A quote as it is shown (C01).
struct Quote {
  std::string id;
  std::string number;
  std::string status;
  std::string product;
  std::int64_t term_years = 1;
  std::vector<std::string> names;
  Customer customer;
  std::vector<QuoteLine> lines;
  std::vector<QuoteTax> taxes;
  std::int64_t net = 0;
  std::int64_t tax = 0;
  std::int64_t total = 0;
  core::Instant valid_until{};
  std::string pdf_url;
  std::optional<std::string> order_id;
};
BOOST_DESCRIBE_STRUCT(Quote, (),
                      (id, number, status, product, term_years, names, customer, lines, taxes, net, tax, total, valid_until, pdf_url,
                       order_id))

/// Its lines in words of the reader's language; the papers keep the quote's own.
Quote to_quote(const World& world, const storage::QuoteRow& row, const std::optional<storage::OrderRow>& order, core::Language reader);

/// What is priced: the product for its years and names, and the names beyond those that it includes (A04).
struct LineWords {
  std::string product;
  std::string extra_names;
};
LineWords line_words(const domain::Product& product, std::int64_t term_years, const std::vector<std::string>& names,
                     core::Language language);

/// The lines of a quote for pricing and printing.
std::vector<domain::Line> lines_of(const std::vector<QuoteLine>& lines);
domain::Totals totals_of(const World& world, const std::vector<domain::Line>& lines);

/// The caller's own quote, one of the account for its users, or any for staff; `not_found` otherwise.
core::Result<storage::QuoteRow> load_own_quote(storage::Transaction& tx, const Actor& actor, const storage::QuoteId& id);

} // namespace usecases
