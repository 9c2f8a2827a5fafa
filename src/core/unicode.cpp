#include "core/unicode.h"

#include "core/text.h"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>
#include <vector>

namespace core {
namespace {

constexpr char32_t blank_braille = 0x2800;

UScriptCode script_of(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const auto script = uscript_getScript(static_cast<UChar32>(c), &status);
  return U_FAILURE(status) ? USCRIPT_COMMON : script;
}

bool is_of_word(char32_t c) {
  constexpr auto letters_and_marks = U_GC_L_MASK | U_GC_M_MASK;
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & letters_and_marks) != 0;
}

/// Letters of alphabets that can be taken for Latin ones.
bool is_strange_beside_latin(char32_t c) {
  switch (script_of(c)) {
  case USCRIPT_LATIN:
  case USCRIPT_COMMON:
  case USCRIPT_INHERITED:
  case USCRIPT_HAN:
  case USCRIPT_HIRAGANA:
  case USCRIPT_KATAKANA:
  case USCRIPT_BOPOMOFO:
  case USCRIPT_HANGUL:
    return false;
  default:
    return true;
  }
}

std::optional<StrangeLetter> strange_in(std::u32string_view word) {
  bool latin = false;
  std::optional<char32_t> strange;
  for (const auto c : word) {
    latin = latin || script_of(c) == USCRIPT_LATIN;
    if (!strange && is_strange_beside_latin(c)) strange = c;
  }
  if (!latin || !strange) return std::nullopt;
  return StrangeLetter{to_utf8(word), *strange};
}

bool is_variation_selector(char32_t c) { return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_VARIATION_SELECTOR) != 0; }
bool is_ideograph(char32_t c) { return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_IDEOGRAPHIC) != 0; }

std::u16string to_utf16(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  std::u16string out(text.size(), u'\0'); // never more units than bytes
  std::int32_t size = 0;
  u_strFromUTF8WithSub(out.data(), static_cast<std::int32_t>(out.size()), &size, text.data(), static_cast<std::int32_t>(text.size()),
                       0xfffd, nullptr, &status);
  out.resize(U_FAILURE(status) ? 0 : static_cast<std::size_t>(size));
  return out;
}

std::string from_utf16(std::u16string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out(text.size() * 3, '\0');
  std::int32_t size = 0;
  u_strToUTF8WithSub(out.data(), static_cast<std::int32_t>(out.size()), &size, text.data(), static_cast<std::int32_t>(text.size()), 0xfffd,
                     nullptr, &status);
  out.resize(U_FAILURE(status) ? 0 : static_cast<std::size_t>(size));
  return out;
}

} // namespace

std::string to_nfkc(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* form = unorm2_getNFKCInstance(&status);
  const auto units = to_utf16(text);
  const auto length = static_cast<std::int32_t>(units.size());
  if (U_FAILURE(status) || unorm2_isNormalized(form, units.data(), length, &status) != 0) return std::string(text);
  std::u16string out(units.size() * 18 + 1, u'\0'); // the longest decomposition
  const auto size = unorm2_normalize(form, units.data(), length, out.data(), static_cast<std::int32_t>(out.size()), &status);
  return U_FAILURE(status) ? std::string(text) : from_utf16(std::u16string_view(out).substr(0, static_cast<std::size_t>(size)));
}

bool is_invisible(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  return c == blank_braille || u_hasBinaryProperty(point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0 || u_charType(point) == U_FORMAT_CHAR;
}

std::u32string without_invisible(std::u32string_view text) {
  std::u32string out;
  for (const auto c : text)
    if (!is_invisible(c)) out += c;
  return out;
}

std::optional<char32_t> find_invisible(std::string_view text) {
  char32_t before = 0;
  for (const auto c : to_utf32(text)) {
    if (is_invisible(c) && !(is_variation_selector(c) && is_ideograph(before))) return c;
    before = c;
  }
  return std::nullopt;
}

bool is_blank(std::string_view text) {
  if (std::ranges::any_of(text, [](char c) { return c > ' ' && c < 0x7f; })) return false;
  return std::ranges::all_of(to_utf32(text), [](char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0 || is_invisible(c); });
}

std::optional<StrangeLetter> find_strange_letter(std::string_view text) {
  const auto points = to_utf32(text);
  for (std::size_t begin = 0; begin < points.size();) {
    auto end = begin;
    while (end < points.size() && is_of_word(points[end])) ++end;
    if (auto found = strange_in(std::u32string_view(points).substr(begin, end - begin))) return found;
    begin = end + 1;
  }
  return std::nullopt;
}

std::string character_name(char32_t c) {
  std::array<char, 128> name{};
  UErrorCode status = U_ZERO_ERROR;
  const auto size = u_charName(static_cast<UChar32>(c), U_EXTENDED_CHAR_NAME, name.data(), static_cast<std::int32_t>(name.size()), &status);
  const auto known = U_FAILURE(status) ? std::string_view() : std::string_view(name.data(), static_cast<std::size_t>(size));
  return fmt::format("U+{:04X} {}", static_cast<std::uint32_t>(c), known);
}

} // namespace core
