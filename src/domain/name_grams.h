#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace domain {

/// What a register entry is searched by (C07): its names normalized and without legal form, and its kana; the last two may be empty.
struct SearchedNames {
  std::string name;
  std::string latin;
  std::string kana;
};

enum class NameMatch : std::uint8_t { whole_name, beginning_of_name, part_of_name, beginning_of_kana };

/// The pairs of neighbouring characters in the names and the kana, each a number of 43 bits, ascending and without repetition.
/// Beginning and end count as characters, so that they can be asked for.
std::vector<std::uint64_t> grams_of_entry(const SearchedNames& entry);
/// The pairs that every entry has which matches; empty where the text is too short to have one.
std::vector<std::uint64_t> grams_of_query(std::string_view text, NameMatch match);
/// Whether the entry does match: pairs tell only which may.
bool matches(const SearchedNames& entry, std::string_view text, NameMatch match);

} // namespace domain
