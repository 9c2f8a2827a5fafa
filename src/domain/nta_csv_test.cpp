#include "domain/nta_csv.h"

#include "core/text.h"
#include "domain/errors.h"

#include <gtest/gtest.h>

namespace domain {
namespace {

/// A row of the format with a fictional company; `columns` 29 leaves the newest column out.
std::string row(const std::string& number = "7123456789012", const std::string& name = "株式会社青空商事", int columns = 30) {
  std::string out = "1," + number + ",01,0,2026-10-01,2026-10-01,\"" + name +
                    "\",,301,\"東京都\",\"千代田区\",\"丸の内1丁目2番3号\",,13,101,1000005,,,,,,,2015-10-05,1,"
                    "\"Aozora Shoji K.K.\",\"Tokyo\",\"1-2-3 Marunouchi, Chiyoda-ku\",,\"アオゾラショウジ\"";
  return columns == 30 ? out + ",0" : out;
}

struct Read {
  std::vector<RegisterRow> rows;
  std::vector<core::Error> refused;
};

Read read(std::string_view bytes, std::size_t piece = 65536, std::optional<CsvEncoding> encoding = {}) {
  Read out;
  RegisterReader reader(
      [&](RegisterRow r) -> core::Result<void> {
        out.rows.push_back(std::move(r));
        return {};
      },
      [&](const core::Error& error) { out.refused.push_back(error); }, encoding);
  for (std::size_t at = 0; at < bytes.size(); at += piece) EXPECT_TRUE(reader.feed(core::as_bytes(bytes.substr(at, piece))));
  EXPECT_TRUE(reader.finish());
  EXPECT_EQ(reader.rows(), out.rows.size());
  EXPECT_EQ(reader.refused(), out.refused.size());
  return out;
}

TEST(RegisterFile, ReadsBothEncodingsAndBothWidths) {
  RecordProperty("requirement", "C07");
  const auto utf8 = row() + "\r\n" + row("4040001006757", "有限会社みどり", 29) + "\n";
  const auto sjis = core::to_cp932(utf8).value();
  for (const auto& bytes : {utf8, "\xef\xbb\xbf" + utf8, sjis})
    for (const std::size_t piece : {1UZ, 7UZ, 65536UZ}) {
      // The encoding is told from the first piece, so a single byte at a time needs it named.
      const auto out =
          read(bytes, piece, piece == 65536UZ ? std::nullopt : std::optional(bytes == sjis ? CsvEncoding::shift_jis : CsvEncoding::utf8));
      ASSERT_EQ(out.rows.size(), 2U) << piece;
      EXPECT_EQ(out.rows[0].name, "株式会社青空商事");
      EXPECT_EQ(out.rows[0].address(), "東京都千代田区丸の内1丁目2番3号");
      EXPECT_EQ(out.rows[0].name_kana, "アオゾラショウジ");
      EXPECT_EQ(out.rows[0].name_latin, "Aozora Shoji K.K.");
      EXPECT_EQ(out.rows[0].address_latin, "1-2-3 Marunouchi, Chiyoda-ku");
      EXPECT_EQ(out.rows[0].postal_code, "1000005");
      EXPECT_TRUE(out.rows[0].active());
      EXPECT_EQ(out.rows[1].name, "有限会社みどり");
    }
}

TEST(RegisterFile, KnowsClosedCompanies) {
  RecordProperty("requirement", "C07");
  auto closed = row();
  closed.replace(closed.find("1000005,,,,,"), 12, "1000005,,,2026-09-30,11,4040001006757");
  const auto parsed = parse_register_row(closed, 1).value();
  EXPECT_EQ(parsed.closed_on, "2026-09-30");
  EXPECT_EQ(parsed.close_cause, "11");
  EXPECT_EQ(parsed.successor, "4040001006757");
  EXPECT_FALSE(parsed.active());
}

TEST(RegisterFile, QuotesMayHoldAnything) {
  RecordProperty("requirement", "C07 G01");
  const auto out = read(row("7123456789012", "株式会社\"\"青,空\"\"\n商事") + "\n" + row() + "\n", 5, CsvEncoding::utf8);
  ASSERT_EQ(out.rows.size(), 2U);
  EXPECT_EQ(out.rows[0].name, "株式会社\"青,空\"\n商事");
}

TEST(RegisterFile, BadRowsAreReportedAndSkipped) {
  RecordProperty("requirement", "C07 G01");
  const auto out = read(row() + "\n" + row("2123456789012") + "\n1,2,3\n\"\n" + row() + "\n\n" + row("7123456789012", "") + "\n" + row());
  EXPECT_EQ(out.rows.size(), 3U); // a stray quote costs its own line only
  std::string seen;
  for (const auto& error : out.refused) seen += error.params[0].second + ":" + error.params[1].second + " ";
  EXPECT_EQ(seen, "2:corporateNumber 3:- 4:- 7:name ");
  const auto mixed =
      read(row() + "\n\"\n" + row() + "\n\xff\xfe\n" + row("7123456789012", std::string("\0", 1)) + "\n" + row(), 65536, CsvEncoding::utf8);
  EXPECT_EQ(mixed.rows.size(), 3U) << "neither do bytes of another encoding behind the quote";
  EXPECT_EQ(mixed.refused.size(), 3U);
  for (const auto* bad : {"", ",", "\"", "a,\"b\"c", "1,7123456789012"}) EXPECT_FALSE(parse_register_row(bad, 1)) << bad;
}

TEST(RegisterFile, JunkEndsWithARefusalNotWithMemory) {
  RecordProperty("requirement", "G01");
  RegisterReader reader([](const RegisterRow&) -> core::Result<void> { return {}; }, {});
  const std::string junk(1 << 20, 'x');
  EXPECT_EQ(reader.feed(core::as_bytes(junk)).error().code, errors::register_row_invalid);
  const auto wrong = read(std::string("\x81\xff\x81\n"), 65536, CsvEncoding::shift_jis);
  EXPECT_EQ(wrong.refused.at(0).code, errors::register_file_encoding);
}

} // namespace
} // namespace domain
