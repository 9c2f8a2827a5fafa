#include "storage/applications.h"
#include "support/database.h"
#include "support/house.h"
#include "usecases/decide_case.h"
#include "usecases/import_register.h"
#include "usecases/issue_approved_application.h"

#include <gtest/gtest.h>

/// A company that the register renames after it was vetted (C07, D07).
namespace {

using namespace support;

constexpr const char* old_name = "株式会社青空商事";
constexpr const char* new_name = "株式会社青空ホールディングス";

/// The tax agency's daily difference with one company in it.
void import_difference(House& house, const std::string& process, const std::string& name, const std::string& changed_on) {
  const TemporaryDirectory folder;
  const auto file = folder / "diff_20261120.csv";
  write_file(file, "1,6010001999001," + process + ",0,2026-11-20," + changed_on + ",\"" + name +
                       "\",,301,\"東京都\",\"千代田区\",\"丸の内九丁目９番９号\",,13,101,1009999,,,,,,,2015-10-05,1,\"Aozora Shoji K.K.\","
                       "\"Tokyo\",\"9-9-9, Marunouchi, Chiyoda ku\",,\"アオゾラショウジ\",0\n");
  static_cast<void>(must(usecases::import_register(house.world().database, usecases::system_actor("test"), file, house.now())));
}

/// Renamed for the length of a test.
class Renamed {
public:
  explicit Renamed(House& house) : house_(house) { import_difference(house_, "11", new_name, "2026-11-01"); }
  ~Renamed() { import_difference(house_, "01", old_name, "2015-10-05"); }
  Renamed(const Renamed&) = delete;
  Renamed& operator=(const Renamed&) = delete;

private:
  House& house_;
};

House& own_house() {
  static House house;
  static const bool filled = (house.import_register("nta/extract_utf8.csv"), true);
  static_cast<void>(filled);
  return house;
}

void expect_words(const std::string& text) {
  for (const std::string part : {old_name, new_name, "2026-11-01"}) EXPECT_TRUE(text.contains(part)) << part << " in " << text;
}

/// A further application of the account.
Filed further_application(House& house, const std::string& account) {
  auto filed = begin_again(house, account);
  auto draft = registered_draft(filed.mark, filed.names);
  for (const auto* role : {"technical", "authorization"}) draft["contacts"].as_object()[role].as_object()["employer"] = old_name;
  const auto submitted = submit_draft(filed, draft);
  EXPECT_EQ(submitted.status, 201) << submitted.body;
  find_case(house, filed);
  return filed;
}

TEST(RenamedCompany, IsNotVettedAnewUnderItsOldName) {
  RecordProperty("requirement", "C07 C12 D07");
  auto& house = own_house();
  auto first = file_application(house);
  vet(house, first);
  const auto account = application_row(house, first).account_id.str();
  const auto unchanged = further_application(house, account);
  auto desk = house.staff("specialist");
  EXPECT_EQ(step_status(desk.get(unchanged.path()), "organization"), "not_needed");
  EXPECT_EQ(desk.get(unchanged.path()).at("/registerChange"), "");

  const Renamed renamed(house);
  const auto next = further_application(house, account);
  const auto shown = desk.get(next.path());
  EXPECT_EQ(step_status(shown, "organization"), "not_started") << "the earlier check is not used: " << shown.body;
  EXPECT_EQ(shown.at("/registerChange/code"), "company_name_changed") << shown.body;
  expect_words(shown.at("/registerChange/detail"));
  const auto events = house.staff("staff_auditor").get("/api/v1/audit-events?object=" + next.case_id);
  EXPECT_TRUE(events.body.contains("evidence_not_reused")) << events.body;
  const auto refused = check_register(desk, next, "6010001999001", R"([{"field":"name","accepted":true,"reason":"旧商号"}])");
  EXPECT_EQ(refused.code(), "company_name_changed") << "no decision accepts it: " << refused.body;
  expect_words(refused.at("/detail"));
  const auto found_wanting =
      check_register(desk, next, "6010001999001", R"([{"field":"name","accepted":false,"reason":"商号が変わっています"}])");
  EXPECT_EQ(found_wanting.status, 201) << found_wanting.body;
  EXPECT_EQ(step_status(desk.get(next.path()), "organization"), "failed");
}

TEST(RenamedCompany, IsMarkedInTheRegister) {
  RecordProperty("requirement", "C07 D07");
  auto& house = own_house();
  auto visitor = house.visitor();
  const std::string path = "/api/v1/register-entries?number=6010001999001";
  EXPECT_EQ(visitor.get(path).at("/items/0/renamed"), "false");
  const Renamed renamed(house);
  const auto shown = visitor.get(path);
  EXPECT_EQ(shown.at("/items/0/name"), new_name) << shown.body;
  EXPECT_EQ(shown.at("/items/0/renamed"), "true");
  EXPECT_EQ(shown.at("/items/0/changedOn"), "2026-11-01");
}

TEST(RenamedCompany, GetsNothingIssuedOnEarlierEvidence) {
  RecordProperty("requirement", "C07 D07 F01");
  auto& house = own_house();
  auto account = vetted_account(house, 2);
  EXPECT_EQ(issue(account.client, {"one." + account.domain}).status, 201);
  const Renamed renamed(house);
  const auto refused = issue(account.client, {"two." + account.domain});
  EXPECT_EQ(refused.code(), "company_name_changed") << refused.body;
  expect_words(refused.at("/detail"));
}

TEST(RenamedCompany, StopsTheIssueOfAnApprovedCase) {
  RecordProperty("requirement", "C07 C09 D07");
  auto& house = own_house();
  auto filed = file_application(house);
  prove_domains(house, filed);
  auto gatherer = house.staff("specialist");
  ASSERT_EQ(check_register(gatherer, filed).status, 201);
  ASSERT_EQ(call_through(gatherer, filed).status, 200);
  ASSERT_EQ(decide(gatherer, filed, "recommendations").status, 200);
  auto approver = house.staff("approving_specialist");
  {
    const Renamed renamed(house);
    const auto refused = decide(approver, filed, "approvals");
    EXPECT_EQ(refused.code(), "company_name_changed") << refused.body;
  }
  usecases::Actor actor{.id = approver.get("/api/v1/session").at("/user/id"), .origin = "test", .is_staff = true};
  const auto application =
      must(usecases::approve_case(house.world(), actor, {storage::CaseId::stored(filed.case_id), std::nullopt, "全項目を確認", true}));
  const Renamed renamed(house);
  const auto issued = usecases::issue_approved_application(house.world(), usecases::system_actor("test"), application);
  ASSERT_FALSE(issued);
  auto shown = gatherer.get(filed.path());
  EXPECT_TRUE(wait_until([&] { return (shown = gatherer.get(filed.path())).at("/status") == "open"; })) << shown.body;
  EXPECT_EQ(shown.at("/registerChange/code"), "company_name_changed");
  const auto document = shown.json();
  expect_words(std::string(document.at("decisions").as_array().back().at("note").as_string()));
  EXPECT_EQ(check_register(gatherer, filed).code(), "company_name_changed");
}

} // namespace
