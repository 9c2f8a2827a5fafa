#pragma once

#include "core/i18n.h"
#include "core/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace domain {

using Yen = std::int64_t;
enum class Rounding : std::uint8_t { floor, round, ceil };
core::Result<Rounding> parse_rounding(std::string_view text);

struct Line {
  std::string description;
  std::int64_t quantity = 1;
  Yen unit_price = 0; ///< without tax
  int tax_rate = 10;  ///< percent
  Yen amount() const { return quantity * unit_price; }
};

/// Net and tax of one rate; the tax is rounded once per document and rate, never per line (適格請求書).
struct TaxTotal {
  int rate = 0;
  Yen net = 0;
  Yen tax = 0;
  friend bool operator==(const TaxTotal&, const TaxTotal&) = default;
};
struct Totals {
  std::vector<TaxTotal> taxes; ///< by rate, highest first
  Yen net = 0;
  Yen tax = 0;
  Yen total = 0;
};

/// Tax on prices without tax.
Totals total_of(const std::vector<Line>& lines, Rounding rounding);
/// The tax inside an amount that includes it: 60,000 at 10 % → 5,454.
Yen included_tax(Yen gross, int rate, Rounding rounding);
/// `¥1,234,567`.
std::string format_yen(Yen amount);
/// The same in a sentence: `52,800円` in Japanese.
std::string format_yen(Yen amount, core::Language language);

} // namespace domain
