#include "core/text.h"

#include "core/errors.h"

#include <gtest/gtest.h>

namespace core {
namespace {

TEST(Utf8, RefusesWhatIsNotShortestOrNotUnicode) {
  RecordProperty("requirement", "G01");
  EXPECT_TRUE(is_utf8("青空𠮷"));
  for (const std::string_view bad :
       {"\xc0\xaf", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xff", "\x80", "\xe3\x81", "\xf8\x88\x80\x80\x80"})
    EXPECT_FALSE(is_utf8(bad));
  EXPECT_EQ(to_utf8(to_utf32("a\xff青")), "a\ufffd青");
  EXPECT_EQ(character_count("株式会社青空商事"), 8U);
  EXPECT_TRUE(has_control_characters("a\rb"));
  EXPECT_TRUE(has_control_characters("a\u0085"));
  EXPECT_FALSE(has_control_characters("青空 a"));
}

TEST(Japanese, FoldsWidth) {
  EXPECT_EQ(fold_width("ＡＢＣ　１２３－（株）"), "ABC 123-(株)");
  EXPECT_EQ(fold_width("ｱｵｿﾞﾗｼｮｳｼﾞ ﾊﾟﾋﾟｳﾞ"), "アオゾラショウジ パピヴ");
  EXPECT_EQ(fold_width("㈱青空 ㍿ ⑩ Ⅳ"), "(株)青空 株式会社 10 IV");
  EXPECT_EQ(fold_width("か゛ハ\u309a"), "がパ");
}

TEST(Japanese, FoldsKana) {
  EXPECT_EQ(to_katakana("あおぞらしょうじゔゞ"), "アオゾラショウジヴヾ");
  EXPECT_EQ(to_bank_kana("アオゾラショウジ"), "ｱｵｿﾞﾗｼﾖｳｼﾞ");
  EXPECT_EQ(to_bank_kana("あおぞら　データ＆サーバー"), "ｱｵｿﾞﾗ ﾃﾞ-ﾀｻ-ﾊﾞ-");
  EXPECT_EQ(to_bank_kana("ゴウドウガイシャ"), "ｺﾞｳﾄﾞｳｶﾞｲｼﾔ");
}

TEST(Japanese, FoldsOldKanji) {
  EXPECT_EQ(to_common_kanji("髙橋 﨑山 渡邊 渡邉 齋藤 櫻井 廣澤 𠮷田"), "高橋 崎山 渡辺 渡辺 斎藤 桜井 広沢 吉田");
  EXPECT_EQ(to_common_kanji("青空"), "青空");
}

TEST(Japanese, ReadsShiftJis) {
  RecordProperty("requirement", "C07");
  const auto sjis = to_cp932("株式会社髙青空①").value();
  EXPECT_EQ(from_cp932(as_bytes(sjis)).value(), "株式会社髙青空①");
  EXPECT_EQ(from_cp932(as_bytes("\x81")).error().code, errors::invalid_encoding);
  EXPECT_FALSE(to_cp932("𠮷"));
}

TEST(Text, SplitsTrimsAndCompares) {
  EXPECT_EQ(split("a,,b", ','), (std::vector<std::string>{"a", "", "b"}));
  EXPECT_EQ(join({"a", "b"}, ", "), "a, b");
  EXPECT_EQ(trim("　 青空\t　"), "青空");
  EXPECT_EQ(edit_distance("listen", "lisen"), 1U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
}

} // namespace
} // namespace core
