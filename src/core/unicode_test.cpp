#include "core/unicode.h"

#include "core/text.h"

#include <gtest/gtest.h>

namespace core {
namespace {

TEST(Unicode, FindsWhatNobodySees) {
  RecordProperty("requirement", "C09");
  for (const std::string text : {"山\u200b田", "山\u2060田", "山\u00ad田", "\u202e山田", "A\U000E0100", "a\ufe0f", "山\ufeff田", "\u2800"})
    EXPECT_TRUE(find_invisible(text)) << text;
  for (const std::string text : {"葛\U000E0100城市", "髙﨑", "Aozora Shoji K.K.", "ガ", "か\u3099"})
    EXPECT_FALSE(find_invisible(text)) << text;
  EXPECT_EQ(character_name(U'\u200b'), "U+200B ZERO WIDTH SPACE");
  EXPECT_EQ(character_name(U'А'), "U+0410 CYRILLIC CAPITAL LETTER A");
}

TEST(Unicode, KnowsABlankText) {
  RecordProperty("requirement", "C09");
  for (const std::string text : {"", " ", "\t\r\n", "\u3000", "\u00a0 \u2003", "\u200b\ufeff", "\u2800", "\u3164"})
    EXPECT_TRUE(is_blank(text)) << text;
  for (const std::string text : {"a", " .", "　青　", "\u0001", "-"}) EXPECT_FALSE(is_blank(text)) << text;
}

TEST(Unicode, FindsLettersOfAnotherAlphabet) {
  RecordProperty("requirement", "C09");
  const auto found = find_strange_letter("株式会社 Аozora Shoji");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->word, "Аozora");
  EXPECT_EQ(found->letter, U'А');
  EXPECT_TRUE(find_strange_letter("Gοogle")) << "a Greek omicron";
  for (const std::string text : {"ITコンサル株式会社", "Société Générale", "Ромашка Aozora", "Ａｏｚｏｒａ", "ＮＴＴデータ"})
    EXPECT_FALSE(find_strange_letter(text)) << text;
}

TEST(Japanese, FoldsVariantsAndWhatNobodySees) {
  RecordProperty("requirement", "C09");
  for (const std::string text : {"山\u200b田", "山\u2060田", "山\u00ad田", "山\u202e田", "山\U000E0100田", "⼭田", "山\ufe00田"})
    EXPECT_EQ(fold_width(text), "山田") << text;
  EXPECT_EQ(to_common_kanji(fold_width("太\uf92c")), "太郎");
  EXPECT_EQ(fold_width("Jose\u0301"), "José");
  EXPECT_EQ(fold_width("Aozora"), "Aozora");
}

} // namespace
} // namespace core
