#include "domain/latin_name.h"

#include "core/text.h"

#include <algorithm>
#include <array>

namespace domain {
namespace {

struct Spelling {
  std::string_view full;
  std::string_view brief;
};

/// Words between single spaces; where two begin alike, the longer first.
constexpr std::array<Spelling, 27> legal_forms{{{"GESELLSCHAFT MIT BESCHRAENKTER HAFTUNG", "GMBH"},
                                                {"GESELLSCHAFT MIT BESCHRANKTER HAFTUNG", "GMBH"},
                                                {"SOCIETE A RESPONSABILITE LIMITEE", "SARL"},
                                                {"SOCIETA A RESPONSABILITA LIMITATA", "SRL"},
                                                {"PUBLIC LIMITED COMPANY", "PLC"},
                                                {"LIMITED LIABILITY COMPANY", "LLC"},
                                                {"LIMITED LIABILITY PARTNERSHIP", "LLP"},
                                                {"SOCIETE PAR ACTIONS SIMPLIFIEE", "SAS"},
                                                {"BESLOTEN VENNOOTSCHAP", "BV"},
                                                {"NAAMLOZE VENNOOTSCHAP", "NV"},
                                                {"LIMITED PARTNERSHIP", "LP"},
                                                {"KABUSHIKI KAISHA", "KK"},
                                                {"KABUSHIKI GAISHA", "KK"},
                                                {"SOCIEDAD ANONIMA", "SA"},
                                                {"SOCIETA PER AZIONI", "SPA"},
                                                {"AKTIENGESELLSCHAFT", "AG"},
                                                {"SOCIETE ANONYME", "SA"},
                                                {"SENDIRIAN BERHAD", "SDN BHD"},
                                                {"INCORPORATED", "INC"},
                                                {"CORPORATION", "CORP"},
                                                {"YUGEN KAISHA", "YK"},
                                                {"GODO KAISHA", "GK"},
                                                {"GODO GAISHA", "GK"},
                                                {"LIMITED", "LTD"},
                                                {"PRIVATE", "PTE"},
                                                {"COMPANY", "CO"},
                                                {"PVT", "PTE"}}};

/// Letters of Latin-1 from À on without their accents; `*` is no letter.
constexpr std::string_view latin_1 = "AAAAAAACEEEEIIIIDNOOOOO*OUUUUYTSAAAAAAACEEEEIIIIDNOOOOO*OUUUUYTY";
constexpr char32_t latin_1_begin = 0xC0;
/// From Ā on.
constexpr std::string_view extended_a =
    "AAAAAACCCCCCCCDDDDEEEEEEEEEEGGGGGGGGHHHHIIIIIIIIIIIIJJKKKLLLLLLLLLLNNNNNNNNNOOOOOOOORRRRRRSSSSSSSSTTTTTTUUUUUUUUUUUUWWYYYZZZZZZS";
constexpr char32_t extended_a_begin = 0x100;
constexpr char32_t latin_end = 0x250;

/// A capital letter or digit, a space for a sign between words, NUL for a sign within one.
char folded(char32_t c) {
  if (c >= U'a' && c <= U'z') return static_cast<char>(c - (U'a' - U'A'));
  if ((c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9')) return static_cast<char>(c);
  if (c == U'.' || c == U'\'' || c == U'’') return '\0';
  if (c >= latin_1_begin && c < latin_1_begin + latin_1.size() && latin_1[c - latin_1_begin] != '*') return latin_1[c - latin_1_begin];
  if (c >= extended_a_begin && c < extended_a_begin + extended_a.size()) return extended_a[c - extended_a_begin];
  return ' ';
}

/// The words between single spaces, one at either end.
std::string words_of(std::string_view name) {
  std::string words = " ";
  for (const auto c : core::to_utf32(core::fold_width(name)))
    if (const char letter = folded(c); letter != '\0' && (letter != ' ' || !words.ends_with(' '))) words += letter;
  return words.ends_with(' ') ? words : words + ' ';
}

} // namespace

bool is_latin(std::string_view text) {
  const auto is_sign = [](char32_t c) { return c >= 0x2010 && c <= 0x201F; };
  return std::ranges::all_of(core::to_utf32(core::fold_width(text)), [&](char32_t c) { return c < latin_end || is_sign(c); });
}

std::string latin_name_key(std::string_view name) {
  auto words = words_of(name);
  for (const auto& [full, brief] : legal_forms) {
    const auto spelled = " " + std::string(full) + " ";
    for (auto at = words.find(spelled); at != std::string::npos; at = words.find(spelled)) words.replace(at + 1, full.size(), brief);
  }
  return core::trim(words);
}

} // namespace domain
