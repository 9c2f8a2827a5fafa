#include "domain/corporate_number.h"

#include "core/text.h"
#include "domain/errors.h"

#include <algorithm>

namespace domain {
namespace {

bool is_digits(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos; }

/// Width folded; spaces and hyphens of any kind dropped.
std::string compact(std::string_view typed) {
  constexpr std::u32string_view dropped = U" -‐‑‒–—―−ー\t";
  std::u32string out;
  for (const auto c : core::to_utf32(core::fold_width(typed)))
    if (dropped.find(c) == std::u32string_view::npos) out += c;
  return core::to_utf8(out);
}

} // namespace

char corporate_check_digit(std::string_view twelve_digits) {
  int sum = 0;
  for (std::size_t n = 1; n <= 12; ++n) sum += (twelve_digits[12 - n] - '0') * (n % 2 == 1 ? 1 : 2); // counted from the right
  return static_cast<char>('0' + 9 - sum % 9);
}

core::Result<CorporateNumber> CorporateNumber::parse(std::string_view typed) {
  const auto text = compact(typed.substr(0, 100));
  if (text.size() != 13 || !is_digits(text)) return core::fail(errors::corporate_number_invalid, {{"value", text}});
  const char expected = corporate_check_digit(std::string_view(text).substr(1));
  if (text[0] != expected)
    return core::fail(errors::corporate_number_check_digit, {{"value", text}, {"expected", std::string(1, expected)}});
  return CorporateNumber(text);
}

core::Result<std::string> parse_registration_number(std::string_view typed, bool of_corporation) {
  auto text = compact(typed.substr(0, 100));
  if (text.starts_with('t')) text[0] = 'T';
  if (text.size() != 14 || text[0] != 'T' || !is_digits(std::string_view(text).substr(1)))
    return core::fail(errors::registration_number_invalid, {{"value", text}});
  if (of_corporation && !CorporateNumber::parse(text.substr(1))) return core::fail(errors::registration_number_invalid, {{"value", text}});
  return text;
}

} // namespace domain
