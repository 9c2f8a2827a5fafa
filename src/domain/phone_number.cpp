#include "domain/phone_number.h"

#include "core/text.h"
#include "domain/errors.h"

namespace domain {
namespace {

/// Digits and a leading plus; `(0)` after a country code is the trunk prefix and goes. Empty on anything else.
std::string compact(std::string_view typed) {
  auto text = core::fold_width(core::trim(typed));
  if (text.starts_with('+'))
    if (const auto trunk = text.find("(0)"); trunk != std::string::npos) text.erase(trunk, 3);
  constexpr std::u32string_view separators = U" -()./‐‑‒–—―−ー";
  std::string out;
  for (const auto c : core::to_utf32(text)) {
    if ((c >= U'0' && c <= U'9') || (c == U'+' && out.empty()))
      out += static_cast<char>(c);
    else if (separators.find(c) == std::u32string_view::npos)
      return {};
  }
  return out;
}

/// Nine digits after the trunk prefix, ten for mobile, IP and toll-free numbers of eleven (numbering plan of MIC).
bool is_japanese_national(std::string_view digits) {
  if (digits.size() < 2 || digits[0] != '0' || digits[1] == '0') return false;
  const bool eleven = digits.starts_with("070") || digits.starts_with("080") || digits.starts_with("090") || digits.starts_with("050") ||
                      digits.starts_with("020") || digits.starts_with("0800");
  return eleven ? digits.size() == 11 : digits.size() == 10;
}

} // namespace

core::Result<PhoneNumber> PhoneNumber::parse(std::string_view typed) {
  const auto refuse = core::fail(errors::phone_number_invalid, {{"value", core::is_utf8(typed) ? std::string(typed.substr(0, 60)) : "?"}});
  if (typed.size() > 100 || !core::is_utf8(typed)) return refuse;
  const auto digits = compact(typed);
  if (digits.starts_with("+81")) {
    auto national = digits.substr(3);
    if (!national.starts_with('0')) national.insert(0, 1, '0');
    if (!is_japanese_national(national)) return refuse;
    return PhoneNumber("+81" + national.substr(1));
  }
  if (digits.starts_with('+')) {
    if (digits.size() < 8 || digits.size() > 16 || digits[1] == '0') return refuse; // E.164: at most 15 digits
    return PhoneNumber(digits);
  }
  if (!is_japanese_national(digits)) return refuse;
  return PhoneNumber("+81" + digits.substr(1));
}

std::string PhoneNumber::national() const { return is_japanese() ? "0" + text_.substr(3) : text_; }

} // namespace domain
