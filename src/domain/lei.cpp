#include "domain/lei.h"

#include "core/text.h"
#include "domain/errors.h"

#include <algorithm>
#include <fmt/format.h>

namespace domain {
namespace {

constexpr std::size_t body_size = 18;
constexpr std::size_t lei_size = 20;
constexpr int modulus = 97;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }

/// The remainder of the number that stands when each letter is written as 10–35.
int remainder(std::string_view text) {
  int rest = 0;
  for (const char c : text) rest = is_digit(c) ? (rest * 10 + (c - '0')) % modulus : (rest * 100 + (c - 'A' + 10)) % modulus;
  return rest;
}

} // namespace

std::string lei_check_digits(std::string_view eighteen) {
  return fmt::format("{:02}", modulus + 1 - remainder(std::string(eighteen) + "00"));
}

std::string registered_number_key(std::string_view text) {
  std::string key;
  for (const auto c : core::to_utf32(core::fold_width(text))) {
    const auto upper = c >= U'a' && c <= U'z' ? c - (U'a' - U'A') : c;
    if (upper < 0x80 && (is_digit(static_cast<char>(upper)) || is_letter(static_cast<char>(upper)))) key += static_cast<char>(upper);
  }
  return key;
}

core::Result<Lei> Lei::parse(std::string_view typed) {
  auto text = registered_number_key(typed.substr(0, 100));
  const auto body = std::string_view(text).substr(0, body_size);
  const auto check = std::string_view(text).substr(body.size());
  if (text.size() != lei_size || !std::ranges::all_of(check, is_digit)) return core::fail(errors::lei_invalid, {{"value", text}});
  if (auto expected = lei_check_digits(body); check != expected)
    return core::fail(errors::lei_check_digits, {{"value", text}, {"expected", std::move(expected)}});
  return Lei(std::move(text));
}

} // namespace domain
