#include "domain/name_grams.h"

#include "core/text.h"

#include <algorithm>

namespace domain {
namespace {

constexpr char32_t beginning = 1;
constexpr char32_t end = 2;
constexpr unsigned bits_of_character = 21;
enum class Of : std::uint8_t { name, kana };

std::uint64_t gram(Of of, char32_t first, char32_t second) {
  return (static_cast<std::uint64_t>(of) << (2 * bits_of_character)) | (static_cast<std::uint64_t>(first) << bits_of_character) | second;
}

void add_pairs(std::vector<std::uint64_t>& grams, Of of, std::u32string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) grams.push_back(gram(of, text[i - 1], text[i]));
}

std::vector<std::uint64_t> each_once(std::vector<std::uint64_t> grams) {
  std::ranges::sort(grams);
  const auto rest = std::ranges::unique(grams);
  grams.erase(rest.begin(), rest.end());
  return grams;
}

std::u32string bounded(std::string_view text, bool from_beginning, bool to_end) {
  auto characters = core::to_utf32(text);
  if (from_beginning) characters.insert(characters.begin(), beginning);
  if (to_end) characters += end;
  return characters;
}

} // namespace

std::vector<std::uint64_t> grams_of_entry(const SearchedNames& entry) {
  std::vector<std::uint64_t> grams;
  for (const auto* name : {&entry.name, &entry.latin})
    if (!name->empty()) add_pairs(grams, Of::name, bounded(*name, true, true));
  if (!entry.kana.empty()) add_pairs(grams, Of::kana, bounded(entry.kana, true, false));
  return each_once(std::move(grams));
}

std::vector<std::uint64_t> grams_of_query(std::string_view text, NameMatch match) {
  std::vector<std::uint64_t> grams;
  if (text.empty()) return grams;
  const auto of = match == NameMatch::beginning_of_kana ? Of::kana : Of::name;
  add_pairs(grams, of, bounded(text, match != NameMatch::part_of_name, match == NameMatch::whole_name));
  return each_once(std::move(grams));
}

bool matches(const SearchedNames& entry, std::string_view text, NameMatch match) {
  switch (match) {
  case NameMatch::whole_name:
    return entry.name == text || entry.latin == text;
  case NameMatch::beginning_of_name:
    return entry.name.starts_with(text) || entry.latin.starts_with(text);
  case NameMatch::part_of_name:
    return entry.name.contains(text) || entry.latin.contains(text);
  case NameMatch::beginning_of_kana:
    return entry.kana.starts_with(text);
  }
  return false;
}

} // namespace domain
