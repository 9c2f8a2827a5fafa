#include "domain/kana_latin.h"

#include "core/text.h"

#include <array>

namespace domain {
namespace {

/// From ァ (U+30A1) on; small vowels and ャュョ begin with `*`.
constexpr std::array<std::string_view, 86> sounds{
    "*A", "A",  "*I", "I",  "*U",  "U",   "*E", "E",  "*O", "O",  "KA", "GA", "KI",  "GI", "KU",  "GU", "KE",   "GE",
    "KO", "GO", "SA", "ZA", "SHI", "JI",  "SU", "ZU", "SE", "ZE", "SO", "ZO", "TA",  "DA", "CHI", "JI", "*TSU", "TSU",
    "ZU", "TE", "DE", "TO", "DO",  "NA",  "NI", "NU", "NE", "NO", "HA", "BA", "PA",  "HI", "BI",  "PI", "FU",   "BU",
    "PU", "HE", "BE", "PE", "HO",  "BO",  "PO", "MA", "MI", "MU", "ME", "MO", "*YA", "YA", "*YU", "YU", "*YO",  "YO",
    "RA", "RI", "RU", "RE", "RO",  "*WA", "WA", "I",  "E",  "O",  "N",  "VU", "*KA", "*KE"};
constexpr char32_t sounds_begin = U'ァ';

/// ショ is SHO, キャ is KYA, ファ is FA, ウェ is WE.
void join_small(std::string& out, std::string_view small) {
  if (out.empty()) return;
  if (small.front() != 'Y') {
    const bool alone = out.size() == 1 || std::string_view("AIUEON").contains(out[out.size() - 2]);
    if (std::string_view("AIUEO").contains(out.back())) out.pop_back();
    if (alone) out += 'W';
    out += small;
    return;
  }
  if (out.ends_with('I')) out.pop_back();
  const bool palatal = out.ends_with("SH") || out.ends_with("CH") || out.ends_with('J');
  out += palatal ? small.substr(1) : small;
}

} // namespace

std::string romanized_kana(std::string_view text) {
  std::string out;
  bool doubled = false;
  for (const auto c : core::to_utf32(core::to_katakana(core::fold_width(text)))) {
    if (c == U'ー') continue;
    if (c < sounds_begin || c >= sounds_begin + sounds.size()) {
      out += core::to_utf8(std::u32string(1, c));
      continue;
    }
    auto sound = sounds[c - sounds_begin];
    if (sound == "*TSU") {
      doubled = true;
    } else if (sound.front() == '*') {
      join_small(out, sound.substr(1));
    } else {
      if (doubled) out += sound.starts_with("CH") ? 'T' : sound.front();
      doubled = false;
      out += sound;
    }
  }
  return short_vowels(out);
}

std::string short_vowels(std::string_view latin) {
  constexpr std::string_view vowels = "AIUEO";
  std::string out;
  for (std::size_t i = 0; i < latin.size(); ++i) {
    const char c = latin[i];
    const char before = out.empty() ? '\0' : out.back();
    const bool last = i + 1 == latin.size();
    const bool long_o = before == 'O' && (c == 'U' || c == 'O' || (c == 'H' && (last || !vowels.contains(latin[i + 1]))));
    const bool long_other = c == before && vowels.contains(c) && c != 'I';
    if (!long_o && !long_other) out += c;
  }
  return out;
}

} // namespace domain
