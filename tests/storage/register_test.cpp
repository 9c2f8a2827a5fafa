#include "storage/register.h"

#include "domain/company_name.h"
#include "support/database.h"

using domain::NameMatch;
using enum domain::NameMatch;
using storage::RegisterRow;
using storage::Transaction;
using support::must;

namespace {

constexpr auto corporate_numbers = "nta_corporate_numbers";
using Names = std::vector<std::string>;

std::string number_of(int number) { return std::to_string(9'990'001'000'000 + number); }

RegisterRow entry(int number, const std::string& name, const std::string& kana = "") {
  RegisterRow row;
  row.number = number_of(number);
  row.name = name;
  row.name_key = domain::company_name_key(name);
  row.name_kana = kana;
  row.country = "JP";
  row.prefecture = number % 2 == 0 ? "東京都" : "大阪府";
  row.updated_on = "2026-09-01";
  return row;
}

class RegisterTest : public support::DatabaseTest {
protected:
  std::int64_t import(const std::vector<RegisterRow>& rows, const std::string& source = corporate_numbers) {
    storage::RegisterImport import(db, source);
    for (const auto& row : rows) must(import.add(row));
    return must(import.finish());
  }
  Names search(const std::string& text, NameMatch match, const std::string& prefecture = "", std::int64_t limit = 20,
               const std::string& source = corporate_numbers) {
    Names names;
    const storage::RegisterQuery query{source, text, match, prefecture, limit};
    for (const auto& row : read([&](Transaction& tx) { return storage::search_register(tx, query); })) names.push_back(row.name);
    return names;
  }
  std::int64_t count(const std::string& from) {
    return read([&](Transaction& tx) { return tx.one<std::int64_t>("SELECT CAST(COUNT(*) AS BIGINT) FROM " + from); }).value_or(-1);
  }
  std::optional<RegisterRow> find(int number) {
    return read([&](Transaction& tx) { return storage::find_register_entry(tx, number_of(number)); });
  }
  /// As a process that dies after its rows and before their names leaves it.
  void break_off_import(const std::vector<RegisterRow>& rows) {
    storage::RegisterImport import(db, corporate_numbers);
    for (const auto& row : rows) must(import.add(row));
    must(import.remove("0", "")); // writes the rows first
  }
};

TEST_P(RegisterTest, IsImportedAgainWithoutHarm) {
  RecordProperty("requirement", "C07");
  std::vector<RegisterRow> rows;
  for (int i = 0; i < 4'321; ++i) rows.push_back(entry(i, "株式会社架空" + std::to_string(i)));
  EXPECT_EQ(import(rows), 4'321);
  rows[7].closed_on = "2026-10-01";
  rows[7].active = false;
  EXPECT_EQ(import(rows), 4'321);
  EXPECT_EQ(count("register_entries"), 4'321);
  EXPECT_EQ(find(7)->closed_on, "2026-10-01");
  EXPECT_FALSE(find(7)->active);
  EXPECT_FALSE(find(999'999));
  EXPECT_EQ(search("架空4320", whole_name), Names{"株式会社架空4320"});
  EXPECT_EQ(search("架空", beginning_of_name, "", 50).size(), 50U);
}

TEST_P(RegisterTest, TheLastRowOfANumberStands) {
  RecordProperty("requirement", "C07");
  EXPECT_EQ(import({entry(1, "旧商号"), entry(2, "他社"), entry(1, "新商号")}), 3);
  EXPECT_EQ(find(1)->name, "新商号");
  EXPECT_TRUE(search("旧商", beginning_of_name).empty());
  EXPECT_EQ(search("新商", beginning_of_name), Names{"新商号"});
}

TEST_P(RegisterTest, AnEmptyRegisterHoldsNothing) {
  EXPECT_TRUE(search("青空", part_of_name).empty());
  EXPECT_EQ(import({}), 0);
  EXPECT_EQ(count("register_blocks"), 0);
}

TEST_P(RegisterTest, IsSearchedByNameAndKana) {
  RecordProperty("requirement", "C07");
  import({entry(1, "株式会社青空商事", "アオゾラショウジ"), entry(2, "青空製作所", "アオゾラセイサクショ"), entry(3, "合同会社青", "アオ"),
          entry(4, "緑川", "ミドリカワ"), entry(5, "大青空", "オオアオゾラ")});
  EXPECT_EQ(search("青空商事", whole_name), Names{"株式会社青空商事"});
  EXPECT_TRUE(search("青空", whole_name).empty());
  EXPECT_EQ(search("青", whole_name), Names{"合同会社青"});
  EXPECT_EQ(search("青空", beginning_of_name), (Names{"株式会社青空商事", "青空製作所"}));
  EXPECT_EQ(search("青", beginning_of_name).size(), 3U);
  EXPECT_EQ(search("空商", part_of_name), Names{"株式会社青空商事"});
  EXPECT_EQ(search("青空", part_of_name).size(), 3U);
  EXPECT_TRUE(search("空", part_of_name).empty()) << "one character is no part";
  EXPECT_EQ(search("アオゾラセ", beginning_of_kana), Names{"青空製作所"});
  EXPECT_EQ(search("ア", beginning_of_kana).size(), 3U);
  EXPECT_TRUE(search("アオ", beginning_of_name).empty()) << "kana is no name";
  EXPECT_TRUE(search("", beginning_of_name).empty());
  EXPECT_EQ(search("青空", beginning_of_name, "東京都"), Names{"青空製作所"});
  EXPECT_TRUE(search("青空", beginning_of_name, "東京").empty()) << "no prefecture has that name";
  EXPECT_EQ(search("青", beginning_of_name, "", 1).size(), 1U);
}

TEST_P(RegisterTest, IsSearchedByTheLatinName) {
  auto row = entry(1, "株式会社青空商事");
  row.name_latin = "Aozora Shoji K.K.";
  import({row});
  EXPECT_EQ(search("AOZORASHOJI", whole_name), Names{"株式会社青空商事"});
  EXPECT_EQ(search("SHOJI", part_of_name), Names{"株式会社青空商事"});
  EXPECT_EQ(search("青空商事", whole_name), Names{"株式会社青空商事"});
}

TEST_P(RegisterTest, ADailyDifferenceRenamesMovesAndRemoves) {
  RecordProperty("requirement", "C07");
  import({entry(1, "青空商事"), entry(2, "青空製作所"), entry(3, "青空運輸"), entry(4, "緑川")});
  auto moved = entry(2, "青空製作所");
  moved.prefecture = "北海道";
  storage::RegisterImport difference(db, corporate_numbers);
  must(difference.add(entry(1, "白雲商事")));
  must(difference.add(moved));
  must(difference.remove(number_of(3), "2026-09-02"));
  EXPECT_EQ(must(difference.finish()), 2);
  EXPECT_EQ(search("青空", beginning_of_name), Names{"青空製作所"});
  EXPECT_EQ(search("白雲", beginning_of_name), Names{"白雲商事"});
  EXPECT_TRUE(search("青空", beginning_of_name, "東京都").empty());
  EXPECT_EQ(search("青空", beginning_of_name, "北海道"), Names{"青空製作所"});
  EXPECT_EQ(search("緑川", whole_name), Names{"緑川"}) << "what did not change is found as before";
  EXPECT_FALSE(find(3));
}

TEST_P(RegisterTest, AnEntryAddedAndRemovedByOneFileIsNotThere) {
  storage::RegisterImport import(db, corporate_numbers);
  must(import.add(entry(1, "青空商事")));
  must(import.remove(number_of(1), "2026-09-02"));
  must(import.finish());
  EXPECT_FALSE(find(1));
  EXPECT_TRUE(search("青空", beginning_of_name).empty());
}

TEST_P(RegisterTest, LittleIsLeftOfOldBlocks) {
  RecordProperty("requirement", "C07");
  for (int day = 0; day < 5; ++day) import({entry(day, "青空" + std::to_string(day)), entry(9, "緑川" + std::to_string(day))});
  EXPECT_EQ(count("register_blocks"), 1);
  EXPECT_EQ(count("(SELECT DISTINCT block FROM register_grams) AS found"), 1);
  EXPECT_EQ(search("青空", beginning_of_name).size(), 5U);
  EXPECT_EQ(search("緑川", beginning_of_name), Names{"緑川4"});
}

TEST_P(RegisterTest, ABrokenImportIsMendedByTheNext) {
  RecordProperty("requirement", "C07 G02");
  import({entry(1, "青空商事"), entry(2, "青空製作所")});
  break_off_import({entry(1, "白雲商事"), entry(3, "黒潮水産")});
  EXPECT_EQ(find(1)->name, "白雲商事");
  EXPECT_EQ(search("青空", beginning_of_name), Names{"青空製作所"});
  import({entry(4, "緑川")});
  EXPECT_EQ(search("白雲", beginning_of_name), Names{"白雲商事"});
  EXPECT_EQ(search("黒潮", beginning_of_name), Names{"黒潮水産"});
  EXPECT_EQ(search("青空", beginning_of_name), Names{"青空製作所"});
  EXPECT_EQ(count("register_blocks"), 1);
}

TEST_P(RegisterTest, AnOlderFileRevivesNothing) {
  RecordProperty("requirement", "C07");
  const auto dated = [](const std::string& name, const std::string& day) {
    auto row = entry(1, name);
    row.updated_on = day;
    return row;
  };
  auto closed = dated("青空商事", "2026-11-25");
  closed.active = false;
  import({dated("緑川", "2026-10-30"), closed, dated("白雲商事", "2026-11-20")});
  EXPECT_EQ(find(1)->name, "青空商事") << "the newest of one file";
  storage::RegisterImport older(db, corporate_numbers);
  must(older.add(dated("緑川", "2026-10-30")));
  must(older.remove(number_of(1), "2026-11-24"));
  EXPECT_EQ(must(older.finish()), 0);
  EXPECT_EQ(older.older(), 1);
  ASSERT_TRUE(find(1));
  EXPECT_FALSE(find(1)->active);
  EXPECT_TRUE(search("緑川", beginning_of_name).empty());
  storage::RegisterImport newer(db, corporate_numbers);
  must(newer.remove(number_of(1), "2026-11-26"));
  must(newer.finish());
  EXPECT_FALSE(find(1));
  import({dated("緑川", "2026-10-30")});
  EXPECT_FALSE(find(1)) << "nor what was withdrawn";
  import({dated("青空商事", "2026-12-01")});
  EXPECT_TRUE(find(1)) << "registered again";
}

TEST_P(RegisterTest, RegistersAreSearchedApart) {
  RecordProperty("requirement", "C07");
  auto lei = entry(0, "青空商事");
  lei.number = "ZZZZ00AOZORASHOJI037";
  lei.registered_number = "010001999001";
  import({entry(1, "青空製作所")});
  import({lei}, "gleif_lei");
  EXPECT_EQ(search("青空", beginning_of_name), Names{"青空製作所"});
  EXPECT_EQ(search("青空", beginning_of_name, "", 20, "gleif_lei"), Names{"青空商事"});
  EXPECT_EQ(count("register_blocks"), 2) << "a block holds entries of one register";
  const auto numbered = [&](const std::string& number) {
    return read([&](Transaction& tx) { return storage::list_register_entries(tx, number, 5); });
  };
  ASSERT_EQ(numbered("010001999001").size(), 1U);
  EXPECT_EQ(numbered("010001999001")[0].number, "ZZZZ00AOZORASHOJI037");
  EXPECT_EQ(numbered("010001999001")[0].source, "gleif_lei");
  EXPECT_TRUE(numbered("").empty()) << "that a register tells no number is no number";
}

TEST_P(RegisterTest, ImportsAreOnRecord) {
  const storage::ImportRow row{storage::ImportId::make(), "nta", "13_tokyo.csv", "00", 10, 1, "usr_1", core::from_unix(1'790'000'000)};
  write([&](Transaction& tx) { return storage::insert_import(tx, row); });
  EXPECT_EQ(read([](Transaction& tx) { return storage::list_imports(tx); }).at(0).refused, 1);
}

INSTANTIATE_ON_BOTH_ENGINES(RegisterTest);

} // namespace
