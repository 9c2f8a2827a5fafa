#include "storage/register.h"

#include "support/database.h"

using storage::RegisterRow;
using storage::Transaction;
using support::must;

namespace {

RegisterRow entry(int number, const std::string& name, const std::string& kana = "") {
  return {std::to_string(9'990'001'000'000 + number),
          name,
          name,
          kana,
          "",
          "301",
          number % 2 == 0 ? "東京都" : "大阪府",
          "架空区",
          "1-2-3",
          "1009999",
          "",
          "01",
          "2026-09-01",
          "2026-09-01",
          "",
          "",
          ""};
}

class RegisterTest : public support::DatabaseTest {
protected:
  std::int64_t import(const std::vector<RegisterRow>& rows) {
    storage::RegisterImport import(db);
    for (const auto& row : rows) must(import.add(row));
    return must(import.finish());
  }
  std::vector<std::string> search(const storage::RegisterQuery& query) {
    std::vector<std::string> names;
    for (const auto& row : read([&](Transaction& tx) { return storage::search_register(tx, query); })) names.push_back(row.name);
    return names;
  }
};

TEST_P(RegisterTest, IsImportedAgainWithoutHarm) {
  RecordProperty("requirement", "C07");
  std::vector<RegisterRow> rows;
  for (int i = 0; i < 4'321; ++i) rows.push_back(entry(i, "株式会社架空" + std::to_string(i)));
  EXPECT_EQ(import(rows), 4'321);
  rows[7].closed_on = "2026-10-01";
  EXPECT_EQ(import(rows), 4'321);
  const auto count = read([](Transaction& tx) { return tx.one<std::int64_t>("SELECT COUNT(*) FROM register_entries"); });
  EXPECT_EQ(*count, 4'321);
  EXPECT_EQ(read([](Transaction& tx) { return storage::find_register_entry(tx, "9990001000007"); })->closed_on, "2026-10-01");
  EXPECT_FALSE(read([](Transaction& tx) { return storage::find_register_entry(tx, "1234567890123"); }));
}

TEST_P(RegisterTest, TheLastRowOfANumberStands) {
  EXPECT_EQ(import({entry(1, "旧商号"), entry(2, "他社"), entry(1, "新商号")}), 3);
  EXPECT_EQ(read([](Transaction& tx) { return storage::find_register_entry(tx, "9990001000001"); })->name, "新商号");
  write([](Transaction& tx) { return storage::delete_register_entry(tx, "9990001000001"); });
  EXPECT_FALSE(read([](Transaction& tx) { return storage::find_register_entry(tx, "9990001000001"); }));
}

TEST_P(RegisterTest, IsSearchedByTheBeginningOfNameOrKana) {
  RecordProperty("requirement", "C07");
  import({entry(1, "青空商事", "アオゾラショウジ"), entry(2, "青空製作所", "アオゾラセイサクショ"), entry(3, "青海", "アオミ"),
          entry(4, "緑川", "ミドリカワ")});
  EXPECT_EQ(search({.name_key_prefix = "青空"}).size(), 2U);
  EXPECT_EQ(search({.name_key_prefix = "青"}).size(), 3U);
  EXPECT_EQ(search({.kana_prefix = "アオゾラセ"}), (std::vector<std::string>{"青空製作所"}));
  EXPECT_EQ(search({.name_key_prefix = "青空", .prefecture = "東京都"}), (std::vector<std::string>{"青空製作所"}));
  EXPECT_EQ(search({.name_key_prefix = "青", .limit = 1}).size(), 1U);
  EXPECT_TRUE(search({.name_key_prefix = "空"}).empty());
  EXPECT_TRUE(search({}).empty());
}

TEST_P(RegisterTest, ImportsAreOnRecord) {
  const storage::ImportRow row{storage::ImportId::make(), "nta", "13_tokyo.csv", "00", 10, 1, "usr_1", core::from_unix(1'790'000'000)};
  write([&](Transaction& tx) { return storage::insert_import(tx, row); });
  EXPECT_EQ(read([](Transaction& tx) { return storage::list_imports(tx); }).at(0).refused, 1);
}

INSTANTIATE_ON_BOTH_ENGINES(RegisterTest);

} // namespace
