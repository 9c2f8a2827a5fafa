#include "domain/name_likeness.h"

#include "core/text.h"
#include "domain/company_name.h"
#include "domain/kana_latin.h"
#include "domain/latin_name.h"
#include "domain/look_alike.h"

#include <algorithm>
#include <array>

namespace domain {
namespace {

constexpr int same = 100;
constexpr int same_but_form = 95;
constexpr int same_by_sound = 90;
constexpr std::size_t shortest_part = 4;  // characters of a Japanese name that is part of another
constexpr std::size_t shortest_words = 6; // letters of Latin words that are part of another name

/// Legal forms as latin_name_key spells them, and words that many companies bear.
constexpr std::array<std::string_view, 52> common_words{"AG",
                                                        "AND",
                                                        "ASIA",
                                                        "BV",
                                                        "CENTER",
                                                        "CO",
                                                        "COMMUNICATIONS",
                                                        "CONSULTING",
                                                        "CORP",
                                                        "DESIGN",
                                                        "ELECTRIC",
                                                        "ENGINEERING",
                                                        "ENTERPRISE",
                                                        "ENTERPRISES",
                                                        "FOR",
                                                        "GENERAL",
                                                        "GK",
                                                        "GLOBAL",
                                                        "GMBH",
                                                        "GROUP",
                                                        "HOLDING",
                                                        "HOLDINGS",
                                                        "IN",
                                                        "INC",
                                                        "INDUSTRIAL",
                                                        "INDUSTRIES",
                                                        "INDUSTRY",
                                                        "INSTITUTE",
                                                        "INTERNATIONAL",
                                                        "JAPAN",
                                                        "KK",
                                                        "LLC",
                                                        "LLP",
                                                        "LTD",
                                                        "NATIONAL",
                                                        "NETWORK",
                                                        "NETWORKS",
                                                        "OF",
                                                        "PLC",
                                                        "PTE",
                                                        "SA",
                                                        "SERVICE",
                                                        "SERVICES",
                                                        "SOLUTIONS",
                                                        "SYSTEM",
                                                        "SYSTEMS",
                                                        "TECHNOLOGIES",
                                                        "TECHNOLOGY",
                                                        "THE",
                                                        "TOKYO",
                                                        "TRADING",
                                                        "YK"};

/// The telling words of a Latin name, sorted.
std::vector<std::string> words_of(std::string_view name) {
  auto words = core::split(latin_name_key(name), ' ');
  std::erase_if(words, [](const std::string& word) { return word.empty() || std::ranges::find(common_words, word) != common_words.end(); });
  std::ranges::sort(words);
  return words;
}

std::size_t letters(const std::vector<std::string>& words) {
  std::size_t count = 0;
  for (const auto& word : words) count += word.size();
  return count;
}

/// How much of the whole the part is: nothing below half.
int part_likeness(std::size_t part, std::size_t whole) {
  if (whole == 0 || part * 2 < whole) return 0;
  return static_cast<int>(55 + 40 * part / whole);
}

int latin_likeness(std::string_view denied, std::string_view name) {
  const auto wanted = words_of(denied);
  const auto words = words_of(name);
  if (wanted.empty() || words.empty()) return 0;
  if (wanted == words) return same_but_form;
  if (letters(wanted) < shortest_words || !std::ranges::includes(words, wanted)) return 0;
  return part_likeness(letters(wanted), letters(words));
}

int japanese_likeness(std::string_view denied, std::string_view name) {
  const auto part = company_name_core(denied);
  const auto whole = company_name_core(name);
  if (core::character_count(part) < shortest_part || !whole.contains(part)) return 0;
  return part_likeness(core::character_count(part), core::character_count(whole));
}

/// A Latin name without its legal form, in one word.
std::string spoken(std::string_view latin) {
  constexpr std::array<std::string_view, 10> forms{"KK", "CO", "LTD", "INC", "CORP", "LLC", "GK", "YK", "GMBH", "AG"};
  std::string out;
  for (const auto& word : core::split(latin_name_key(latin), ' '))
    if (std::ranges::find(forms, word) == forms.end()) out += word;
  return out;
}

/// Kana on one side, Latin letters on the other.
int sound_likeness(std::string_view kana, std::string_view latin) {
  const auto sound = romanized_kana(company_name_core(kana));
  const auto spelled = short_vowels(spoken(latin));
  return sound.size() >= shortest_words && sound == spelled ? same_by_sound : 0;
}

} // namespace

int name_likeness(std::string_view denied_name, std::string_view other_name) {
  const auto denied = latin_look(denied_name);
  const auto name = latin_look(other_name);
  const auto core_of_denied = company_name_core(denied);
  if (core_of_denied.empty() || company_name_core(name).empty()) return 0;
  if (company_name_key(denied) == company_name_key(name)) return same;
  if (core_of_denied == company_name_core(name)) return same_but_form;
  const bool latin_denied = is_latin(denied);
  const bool latin_name = is_latin(name);
  if (latin_denied && latin_name) return latin_likeness(denied, name);
  if (!latin_denied && !latin_name) return japanese_likeness(denied, name);
  return latin_denied ? sound_likeness(name, denied) : sound_likeness(denied, name);
}

} // namespace domain
