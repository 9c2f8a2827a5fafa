#include "domain/money.h"

#include "core/errors.h"

#include <algorithm>
#include <map>

namespace domain {
namespace {

/// numerator / denominator, rounded; both not negative except for credit notes, which round like their invoice.
Yen divide(Yen numerator, Yen denominator, Rounding rounding) {
  if (numerator < 0) return -divide(-numerator, denominator, rounding);
  const Yen whole = numerator / denominator;
  const Yen rest = numerator % denominator;
  switch (rounding) {
  case Rounding::floor:
    return whole;
  case Rounding::round:
    return whole + (rest * 2 >= denominator ? 1 : 0);
  case Rounding::ceil:
    return whole + (rest > 0 ? 1 : 0);
  }
  return whole;
}

} // namespace

core::Result<Rounding> parse_rounding(std::string_view text) {
  if (text == "floor") return Rounding::floor;
  if (text == "round") return Rounding::round;
  if (text == "ceil") return Rounding::ceil;
  return core::fail(core::errors::config_invalid_value,
                    {{"key", "seller.rounding"}, {"value", std::string(text)}, {"expected", "floor, round or ceil"}});
}

Totals total_of(const std::vector<Line>& lines, Rounding rounding) {
  std::map<int, Yen, std::greater<>> net_by_rate;
  for (const auto& line : lines) net_by_rate[line.tax_rate] += line.amount();
  Totals out;
  for (const auto& [rate, net] : net_by_rate) {
    const auto tax = divide(net * rate, 100, rounding);
    out.taxes.push_back({rate, net, tax});
    out.net += net;
    out.tax += tax;
  }
  out.total = out.net + out.tax;
  return out;
}

Yen included_tax(Yen gross, int rate, Rounding rounding) { return divide(gross * rate, 100 + rate, rounding); }

std::string format_yen(Yen amount) {
  auto digits = std::to_string(amount < 0 ? -amount : amount);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) digits.insert(static_cast<std::size_t>(at), 1, ',');
  return (amount < 0 ? "-¥" : "¥") + digits;
}

std::string format_yen(Yen amount, core::Language language) {
  auto text = format_yen(amount);
  if (language != core::Language::ja) return text;
  text.erase(text.find("¥"), std::string_view("¥").size());
  return text + "円";
}

} // namespace domain
