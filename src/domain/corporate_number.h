#pragma once

#include "core/result.h"

#include <compare>
#include <string>
#include <string_view>

namespace domain {

/// 法人番号: 13 digits of which the first checks the other twelve (C07).
class CorporateNumber {
public:
  /// Accepts full-width digits, spaces and hyphens; `corporate_number_check_digit` names the digit that would fit.
  static core::Result<CorporateNumber> parse(std::string_view text);
  const std::string& str() const { return text_; }
  friend auto operator<=>(const CorporateNumber&, const CorporateNumber&) = default;

private:
  explicit CorporateNumber(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// The digit 1–9 that goes before a 12-digit base number.
char corporate_check_digit(std::string_view twelve_digits);

/// 適格請求書発行事業者の登録番号: `T` and 13 digits; `of_corporation` also checks the digit (japan: only corporations'
/// numbers carry one).
core::Result<std::string> parse_registration_number(std::string_view text, bool of_corporation);

} // namespace domain
