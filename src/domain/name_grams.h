#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace domain {

/// What part of a register entry's name or kana is asked for (C07).
enum class NameMatch : std::uint8_t { whole_name, beginning_of_name, part_of_name, beginning_of_kana };

/// The pairs of neighbouring characters of a normalized name (without its legal form) and its kana, each a number of 44 bits, ascending
/// and without repetition. Beginning and end count as characters, so that they can be asked for.
std::vector<std::uint64_t> grams_of_entry(std::string_view name, std::string_view kana);
/// The pairs that every entry has which matches; empty where the text is too short to have one.
std::vector<std::uint64_t> grams_of_query(std::string_view text, NameMatch match);
/// Whether the entry does match: pairs tell only which may.
bool matches(std::string_view name, std::string_view kana, std::string_view text, NameMatch match);

} // namespace domain
