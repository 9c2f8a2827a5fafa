#pragma once

#include "core/result.h"

#include <compare>
#include <string>
#include <string_view>

namespace domain {

/// Legal entity identifier: 18 letters or digits and two that check them (ISO 17442, C07).
class Lei {
public:
  /// Accepts full width, small letters, spaces and hyphens; `lei_check_digits` names the digits that would fit.
  static core::Result<Lei> parse(std::string_view text);
  const std::string& str() const { return text_; }
  friend auto operator<=>(const Lei&, const Lei&) = default;

private:
  explicit Lei(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// The two digits that go behind 18 capital letters or digits (ISO 7064, mod 97-10).
std::string lei_check_digits(std::string_view eighteen);

/// A number as a register of a country writes it, so that spellings meet: width folded, capital letters, letters and digits only.
std::string registered_number_key(std::string_view text);

} // namespace domain
