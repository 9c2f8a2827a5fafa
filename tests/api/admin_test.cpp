#include "support/database.h"
#include "support/house.h"
#include "support/story.h"

#include <gtest/gtest.h>

/// `shomei admin …` about the desk's work, as the program itself, beside the server that runs.
namespace {

using namespace support;

/// A house with one vetted case and its certificate.
struct Ran {
  House& house;
  Filed filed;
  std::string number;      ///< of the application
  std::string certificate; ///< its id
  std::filesystem::path data;

  CommandOutput admin(std::vector<std::string> words) const {
    words.insert(words.begin(), {std::string(SHOMEI_BINARY_DIR) + "/shomei", "--lang", "en", "admin"});
    words.insert(words.end(), {"--data", data.string()});
    return run(words);
  }
  std::string today() const { return core::to_string(core::TimeZone::tokyo().date_of(house.now())); }
  std::string events(const std::string& object) const {
    return house.staff("staff_auditor").get("/api/v1/audit-events?object=" + object).body;
  }
};
const Ran& ran() {
  static Ran made = [] {
    auto& house = House::shared();
    auto filed = file_application(house);
    const auto approved = vet(house, filed);
    auto number = application_row(house, filed).number;
    return Ran{house, std::move(filed), std::move(number), approved.at("/certificateId"), house.data()};
  }();
  return made;
}

TEST(AdminProgram, ImportsADeniedListAndMeetsCases) {
  RecordProperty("requirement", "C09");
  const auto& it = ran();
  const auto going = file_application(it.house, {}, {unique_mark() + "-meiwaku.jp"}); // of a registrable domain of its own
  const TemporaryDirectory folder;
  write_file(folder / "list.csv", "kind,value\ndomain," + going.names.front() + "\n");
  const auto imported = it.admin({"import-denied", folder / "list.csv", "--source", "METI"});
  EXPECT_EQ(imported.exit_code, 0) << imported.out;
  EXPECT_TRUE(
      imported.out.contains("Imported 1 entries of the denied list (1 new or changed, 0 rows not readable). Cases that they meet: 1."))
      << imported.out;
  EXPECT_TRUE(it.house.staff("specialist").get(going.path("/high-risk")).body.contains("denied_domain"));
  write_file(folder / "list.csv", "kind,value\ndomain,no domain\n");
  const auto refused = it.admin({"import-denied", folder / "list.csv", "--source", "METI"});
  EXPECT_EQ(refused.exit_code, 1) << refused.out;
  EXPECT_TRUE(refused.out.contains("1 rows not readable")) << refused.out;
  EXPECT_EQ(it.admin({"import-denied", folder / "list.csv"}).exit_code, 2) << "whose list it is must be said";
  const auto absent = it.admin({"import-denied", folder / "none.csv", "--source", "METI"});
  EXPECT_EQ(absent.exit_code, 3) << absent.out;
  EXPECT_TRUE(absent.out.contains("file_unreadable")) << absent.out;
}

TEST(AdminProgram, ReportsTheDesksWork) {
  RecordProperty("requirement", "C10");
  const auto& it = ran();
  const auto report = it.admin({"desk-report", "--from", it.today(), "--to", it.today()});
  EXPECT_EQ(report.exit_code, 0) << report.out;
  const std::vector<std::string> expected{"Undecided cases now: ", "overdue ",   "From " + it.today(),
                                          "First time right: ",    "Decision: ", "call to the authorization contact"};
  for (const auto& said : expected) EXPECT_TRUE(report.out.contains(said)) << said << "\n" << report.out;
  const auto csv = it.admin({"desk-report", "--csv"});
  EXPECT_EQ(csv.exit_code, 0) << csv.out;
  EXPECT_TRUE(csv.out.starts_with("\xEF\xBB\xBF\"Application\",\"Product\"")) << csv.out;
  EXPECT_TRUE(csv.out.contains(it.number)) << csv.out;
  const auto reversed = it.admin({"desk-report", "--from", "2026-02-01", "--to", "2026-01-01"});
  EXPECT_EQ(reversed.exit_code, 1);
  EXPECT_TRUE(reversed.out.contains("report_period_invalid")) << reversed.out;
  EXPECT_EQ(it.admin({"desk-report", "--from", "yesterday"}).exit_code, 1);
}

TEST(AdminProgram, DrawsTheSampleThatTheDeskDraws) {
  RecordProperty("requirement", "F10");
  const auto& it = ran();
  const TemporaryDirectory folder;
  const std::vector<std::string> period{"--from", it.today(), "--to", it.today()};
  auto words = std::vector<std::string>{"sample", "--percent", "100", "--seed", "2026Q4", "--out", folder / "sample"};
  words.insert(words.end(), period.begin(), period.end());
  const auto sample = it.admin(words);
  EXPECT_EQ(sample.exit_code, 0) << sample.out;
  EXPECT_TRUE(sample.out.contains(it.certificate) && sample.out.contains("(100 %, seed 2026Q4)")) << sample.out;
  const auto zip = folder / ("sample/sample-" + it.today() + "_" + it.today() + ".zip");
  const auto listed = run_or_throw({"unzip", "-l", zip});
  EXPECT_TRUE(listed.contains("sample.json") && listed.contains("cases/" + it.number + "/case.pdf")) << listed;
  const auto desk = it.house.staff("staff_auditor")
                        .get("/api/v1/audit-samples?from=" + it.today() + "&to=" + it.today() + "&percent=100&seed=2026Q4")
                        .json();
  std::size_t last = 0;
  for (const auto& item : desk.at("items").as_array()) {
    const auto at = sample.out.find(std::string(item.at("certificateId").as_string()), last);
    EXPECT_NE(at, std::string::npos) << "the same certificates in the same order\n" << sample.out;
    last = at;
  }
  EXPECT_TRUE(it.events(it.today() + "_" + it.today()).contains("audit_sample_exported"));

  const auto random = it.admin({"sample", "--quarter", "2026Q1"});
  EXPECT_EQ(random.exit_code, 0) << random.out;
  EXPECT_TRUE(random.out.contains("from 2026-01-01 to 2026-03-31 (3 %, seed ")) << random.out;
  EXPECT_TRUE(it.admin({"sample", "--quarter", "2026Q5"}).out.contains("quarter_invalid"));
  EXPECT_TRUE(it.admin({"sample"}).out.contains("period_missing"));
  EXPECT_EQ(it.admin({"sample", "--quarter", "2026Q1", "--from", "2026-01-01"}).exit_code, 2);
  EXPECT_EQ(it.admin({"sample", "--quarter", "2026Q1", "--percent", "0"}).exit_code, 2);
}

TEST(AdminProgram, WritesTheFileOfACase) {
  RecordProperty("requirement", "F10 C05");
  const auto& it = ran();
  const TemporaryDirectory folder;
  const auto written = it.admin({"case-file", it.number, "--out", folder / "case.zip"});
  EXPECT_EQ(written.exit_code, 0) << written.out;
  EXPECT_TRUE(written.out.contains("Wrote " + folder / "case.zip")) << written.out;
  const auto checked = run(
      {"sh", "-c", "cd '" + folder.path().string() + "' && sha256sum case.zip && unzip -q case.zip && sha256sum -c --quiet SHA256SUMS"});
  EXPECT_EQ(checked.exit_code, 0) << checked.out;
  EXPECT_TRUE(written.out.contains(checked.out.substr(0, 64))) << checked.out;
  EXPECT_TRUE(read_file(folder / "records.json").contains(it.filed.case_id));
  EXPECT_TRUE(it.events(it.filed.case_id).contains("admin case-file"));
  const auto unknown = it.admin({"case-file", "APP-NONE", "--out", folder / "none.zip"});
  EXPECT_EQ(unknown.exit_code, 1);
  EXPECT_TRUE(unknown.out.contains("case_unknown") && unknown.out.contains("APP-NONE")) << unknown.out;
  EXPECT_FALSE(std::filesystem::exists(folder / "none.zip"));
  const auto unwritable = it.admin({"case-file", it.number, "--out", "/proc/case.zip"});
  EXPECT_EQ(unwritable.exit_code, 3);
  EXPECT_TRUE(unwritable.out.contains("file_unwritable")) << unwritable.out;
}

TEST(AdminProgram, ListsWhatMayBeDestroyed) {
  RecordProperty("requirement", "F10");
  const auto& it = ran();
  auto old = file_application(it.house);
  must(it.house.world().database.write([&](storage::Transaction& tx) -> core::Result<void> {
    static_cast<void>(TRY(tx.exec("UPDATE cases SET status = 'withdrawn', opened_at = opened_at - 100000000 WHERE id = $1", old.case_id)));
    static_cast<void>(TRY(tx.exec("UPDATE vetting_records SET collected_at = collected_at - 100000000 WHERE case_id = $1", old.case_id)));
    return {};
  }));
  const auto list = it.admin({"retention"});
  EXPECT_EQ(list.exit_code, 0) << list.out;
  EXPECT_TRUE(list.out.contains(application_row(it.house, old).number)) << list.out;
  EXPECT_FALSE(list.out.contains(it.number)) << "its certificate lives: " << list.out;
  EXPECT_TRUE(list.out.contains("(kept for 2 years)")) << list.out;
}

TEST(AdminProgram, SaysHowItIsCalled) {
  RecordProperty("requirement", "C10 F10");
  const auto program = std::string(SHOMEI_BINARY_DIR) + "/shomei";
  const auto all = run({program, "admin", "--help"});
  EXPECT_EQ(all.exit_code, 0);
  for (const std::string command : {"import-denied", "desk-report", "sample", "case-file", "retention"}) {
    EXPECT_TRUE(all.out.contains(command)) << all.out;
    const auto help = run({program, "admin", command, "--help"});
    EXPECT_EQ(help.exit_code, 0) << help.out;
    EXPECT_TRUE(help.out.contains("Example: shomei admin " + command)) << help.out;
  }
  const TemporaryDirectory folder;
  const auto nowhere = run({program, "--lang", "en", "admin", "retention", "--data", folder / "none"});
  EXPECT_EQ(nowhere.exit_code, 1);
  EXPECT_TRUE(nowhere.out.contains("data_directory_missing")) << nowhere.out;
}

} // namespace
