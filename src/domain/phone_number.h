#pragma once

#include "core/result.h"

#include <compare>
#include <string>
#include <string_view>

namespace domain {

/// A telephone number in E.164 (`+81312345678`); Japanese forms are understood without a country code.
class PhoneNumber {
public:
  /// `03-1234-5678`, `０３（１２３４）５６７８`, `+81 3 1234 5678`, `+81(0)3…`, `0120-…`.
  static core::Result<PhoneNumber> parse(std::string_view text);
  static PhoneNumber stored(std::string e164) { return PhoneNumber(std::move(e164)); }
  const std::string& str() const { return text_; }
  bool is_japanese() const { return text_.starts_with("+81"); }
  /// As it is dialled in Japan, for Japanese numbers (`0312345678`); E.164 otherwise.
  std::string national() const;
  friend auto operator<=>(const PhoneNumber&, const PhoneNumber&) = default;

private:
  explicit PhoneNumber(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

} // namespace domain
