#include "domain/look_alike.h"

#include "core/text.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace domain {
namespace {

constexpr std::size_t shortest_label = 4;
constexpr int same_look = 100;
constexpr int other_suffix = 85;
constexpr int word_within = 75;

/// Set up once; ICU lets threads share it.
const USpoofChecker* checker() {
  static const USpoofChecker* const made = [] {
    UErrorCode status = U_ZERO_ERROR;
    auto* opened = uspoof_open(&status);
    uspoof_setChecks(opened, USPOOF_RESTRICTION_LEVEL, &status);
    uspoof_setRestrictionLevel(opened, USPOOF_HIGHLY_RESTRICTIVE);
    if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
    return opened;
  }();
  return made;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_mixed(std::string_view label) {
  UErrorCode status = U_ZERO_ERROR;
  const auto found = uspoof_check2UTF8(checker(), label.data(), static_cast<std::int32_t>(label.size()), nullptr, &status);
  return U_FAILURE(status) || (found & USPOOF_RESTRICTION_LEVEL) != 0;
}

bool has_latin(std::string_view label) {
  return std::ranges::any_of(core::to_lower_ascii(label), [](char c) { return c >= 'a' && c <= 'z'; });
}

ScriptFault fault_of(std::string_view label) {
  if (is_ascii(label)) return ScriptFault::none;
  if (is_mixed(label)) return ScriptFault::mixed;
  const auto skeleton = look_skeleton(label);
  return !has_latin(label) && is_ascii(skeleton) && skeleton.size() >= 3 && has_latin(skeleton) ? ScriptFault::whole_script
                                                                                                : ScriptFault::none;
}

/// The label that the holder chose: `example` of `example.co.jp`.
std::string own_label(const DomainName& base) {
  const auto text = base.unicode();
  return text.substr(0, text.find('.'));
}

std::string suffix_of(const DomainName& base) {
  const auto& text = base.str();
  return text.substr(std::min(text.find('.'), text.size()));
}

UScriptCode script_of(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(c), &status);
}

bool is_east_asian(char32_t c) {
  const auto script = script_of(c);
  return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA || script == USCRIPT_HANGUL;
}

bool is_mark(char32_t c) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0; }

bool is_ascii_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }

/// The letter without its accents.
char32_t bare(char32_t c) {
  std::array<UChar, 20> parts{};
  UErrorCode status = U_ZERO_ERROR;
  const auto* form = unorm2_getNFDInstance(&status);
  const auto size = unorm2_getDecomposition(form, static_cast<UChar32>(c), parts.data(), static_cast<std::int32_t>(parts.size()), &status);
  return U_SUCCESS(status) && size > 0 ? parts[0] : c;
}

/// The Latin letter that a letter of another alphabet looks like, or itself.
char32_t latin_look_of(char32_t c) {
  std::array<char, 32> out{};
  UErrorCode status = U_ZERO_ERROR;
  const auto letter = core::to_utf8(std::u32string(1, c));
  const auto size = uspoof_getSkeletonUTF8(checker(), 0, letter.data(), static_cast<std::int32_t>(letter.size()), out.data(),
                                           static_cast<std::int32_t>(out.size()), &status);
  if (U_FAILURE(status) || size != 1 || !is_ascii_letter(static_cast<unsigned char>(out[0]))) return c;
  const bool capital_i = out[0] == 'l' && u_isupper(static_cast<UChar32>(c)) != 0;
  return capital_i ? U'I' : static_cast<char32_t>(out[0]);
}

/// `G00GLE` is read as a word, `2001` as a number.
void read_digits_as_letters(std::u32string& text) {
  const auto is_letter_at = [&](std::size_t i) { return i < text.size() && is_ascii_letter(text[i]); };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != U'0' && text[i] != U'1') continue;
    if ((i > 0 && is_letter_at(i - 1)) || is_letter_at(i + 1)) text[i] = text[i] == U'0' ? U'O' : U'l';
  }
}

} // namespace

ScriptFault script_fault(const DomainName& name) {
  auto worst = ScriptFault::none;
  for (const auto& label : core::split(name.without_wildcard().unicode(), '.')) {
    const auto fault = fault_of(label);
    if (fault == ScriptFault::mixed) return fault;
    if (fault != ScriptFault::none) worst = fault;
  }
  return worst;
}

std::string look_skeleton(std::string_view label) {
  std::array<char, 1024> out{};
  UErrorCode status = U_ZERO_ERROR;
  auto lower = core::to_lower_ascii(label);
  const auto size = uspoof_getSkeletonUTF8(checker(), 0, lower.data(), static_cast<std::int32_t>(lower.size()), out.data(),
                                           static_cast<std::int32_t>(out.size()), &status);
  if (U_FAILURE(status)) return lower;
  return core::to_lower_ascii(std::string_view(out.data(), static_cast<std::size_t>(size)));
}

std::string latin_look(std::string_view text) {
  std::u32string out;
  for (const auto c : core::to_utf32(core::fold_width(text))) {
    if (is_mark(c) && !out.empty() && is_ascii_letter(out.back())) continue;
    const auto letter = c < 0x80 || is_east_asian(c) ? c : bare(c);
    out += letter < 0x80 || is_east_asian(letter) ? letter : latin_look_of(letter);
  }
  read_digits_as_letters(out);
  return core::to_utf8(out);
}

int look_likeness(const DomainName& protected_name, const DomainName& name) {
  const auto wanted = protected_name.base_domain();
  const auto base = name.base_domain();
  if (wanted == base) return 0;
  const auto look = look_skeleton(own_label(wanted));
  const auto label = own_label(base);
  if (look_skeleton(label) == look) {
    if (suffix_of(wanted) == suffix_of(base)) return same_look;
    return core::character_count(label) >= shortest_label ? other_suffix : 0;
  }
  if (core::character_count(own_label(wanted)) < shortest_label) return 0;
  const auto words = core::split(label, '-');
  const bool within = words.size() > 1 && std::ranges::any_of(words, [&](const std::string& word) { return look_skeleton(word) == look; });
  return within ? word_within : 0;
}

std::string look_key(const DomainName& name) {
  const auto base = name.base_domain();
  return look_skeleton(own_label(base)) + suffix_of(base);
}

} // namespace domain
