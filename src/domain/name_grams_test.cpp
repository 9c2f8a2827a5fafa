#include "domain/name_grams.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace domain {
namespace {

using enum NameMatch;

constexpr std::array every_match{whole_name, beginning_of_name, part_of_name, beginning_of_kana};

bool may_match(const SearchedNames& entry, std::string_view text, NameMatch match) {
  const auto asked = grams_of_query(text, match);
  return !asked.empty() && std::ranges::includes(grams_of_entry(entry), asked);
}

TEST(NameGrams, EveryEntryThatMatchesHasThePairs) {
  RecordProperty("requirement", "C07");
  const SearchedNames entry{"青空商事", "AOZORASHOJI", "アオゾラショウジ"};
  for (const std::string text :
       {"青", "青空", "青空商事", "空商", "商事", "A", "AOZORA", "ZORA", "AOZORASHOJI", "ア", "アオゾラ", "𠮷", ""})
    for (const auto match : every_match)
      if (matches(entry, text, match) && !(match == part_of_name && text.size() <= 3) && !text.empty())
        EXPECT_TRUE(may_match(entry, text, match)) << text << static_cast<int>(match);
}

TEST(NameGrams, BeginningAndEndCount) {
  RecordProperty("requirement", "C07");
  const SearchedNames entry{"青空商事", "", "アオゾラショウジ"};
  EXPECT_TRUE(may_match(entry, "青", beginning_of_name));
  EXPECT_FALSE(may_match(entry, "空", beginning_of_name));
  EXPECT_TRUE(may_match(entry, "空商", part_of_name));
  EXPECT_FALSE(may_match(entry, "青空商", whole_name));
  EXPECT_TRUE(may_match(entry, "青空商事", whole_name));
  EXPECT_TRUE(may_match(entry, "アオ", beginning_of_kana));
  EXPECT_FALSE(may_match(entry, "アオ", beginning_of_name)) << "kana and names are apart";
  EXPECT_FALSE(may_match(entry, "オゾ", beginning_of_kana));
}

TEST(NameGrams, TellOnlyWhichMayMatch) {
  const SearchedNames entry{"空青空", "", ""};
  EXPECT_TRUE(may_match({"東京京都東京", "", ""}, "東京都", part_of_name));
  EXPECT_FALSE(matches({"東京京都東京", "", ""}, "東京東", part_of_name));
  EXPECT_TRUE(matches(entry, "青空", part_of_name));
  EXPECT_FALSE(matches(entry, "青空", beginning_of_name));
}

TEST(NameGrams, AreAscendingAndWithoutRepetition) {
  const auto grams = grams_of_entry({"ABABAB", "ABAB", "アアアア"});
  EXPECT_EQ(grams.size(), 6U); // ^A AB BA B$ in the names, ^ア アア in the kana
  EXPECT_TRUE(std::ranges::is_sorted(grams));
  EXPECT_LT(grams.back(), std::uint64_t{1} << 43U);
}

TEST(NameGrams, NothingIsAskedOfTooLittle) {
  for (const auto match : every_match) EXPECT_TRUE(grams_of_query("", match).empty());
  EXPECT_TRUE(grams_of_query("青", part_of_name).empty());
  EXPECT_EQ(grams_of_query("青", whole_name).size(), 2U);
  EXPECT_TRUE(grams_of_entry({}).empty());
}

} // namespace
} // namespace domain
