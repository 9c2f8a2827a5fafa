#include "support/cabf_house.h"
#include "support/casework.h"
#include "support/database.h"
#include "usecases/decide_case.h"
#include "usecases/import_register.h"
#include "usecases/issue_approved_application.h"

#include <gtest/gtest.h>

#include <thread>

/// What is asked once more at the instant of issuance (C05).
namespace {

using namespace support;

/// A house of the CA/Browser Forum's rules, whose clock these tests move.
House& dated_house() {
  static CabfHouse house;
  return *house;
}
void move_clock(House& house, const std::string& now) {
  ASSERT_EQ(house.visitor().post("/test/clock", R"({"now":")" + now + "\"}").status, 200);
}
/// Approves without issuing, as where the signer is not there at that moment.
core::Result<storage::ApplicationId> approve_only(House& house, const Filed& filed) {
  auto approver = house.staff("approving_specialist");
  usecases::Actor actor{.id = approver.get("/api/v1/session").at("/user/id"), .origin = "test", .is_staff = true};
  return usecases::approve_case(house.world(), actor, {storage::CaseId::stored(filed.case_id), std::nullopt, "全項目を確認", true});
}
/// Nothing is issued, and the case is back at the desk with the reason. The house's own job may have come first.
void expect_reopened(House& house, Filed& filed, const core::Result<storage::CertificateRow>& issued, const std::string& reason,
                     const std::string& step) {
  ASSERT_FALSE(issued);
  auto desk = house.staff("specialist");
  auto shown = desk.get(filed.path());
  for (int i = 0; i < 50 && shown.at("/status") != "open"; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
    shown = desk.get(filed.path());
  }
  EXPECT_EQ(shown.at("/status"), "open") << shown.body;
  EXPECT_EQ(shown.at("/applicationStatus"), "vetting");
  EXPECT_EQ(shown.at("/certificateId"), "");
  const auto document = shown.json();
  const auto& last = document.at("decisions").as_array().back();
  EXPECT_EQ(last.at("kind").as_string(), "reopened");
  EXPECT_TRUE(std::string_view(last.at("note").as_string()).contains(reason)) << last;
  for (const auto& item : document.at("steps").as_array())
    if (item.at("step").as_string() == step) EXPECT_EQ(item.at("status").as_string(), "in_progress");
}

/// The applicant's session has long ended: with a new code, as support has it sent.
void come_in_again(House& house, Filed& filed) {
  const auto order = application_row(house, filed).order_id.str();
  const auto sent = house.staff("support").post("/api/v1/orders/" + order + "/access-codes", "{}");
  ASSERT_LT(sent.status, 300) << sent.body;
  filed.applicant = house.visitor();
  filed.applicant.bearer = redeem_newest(house, filed.applicant, filed.mark).at("/token");
}

TEST(IssueGate, RefusesACompanyThatWasClosedSinceTheApproval) {
  RecordProperty("requirement", "C05 C09");
  auto& house = dated_house();
  auto filed = file_application(house);
  auto gatherer = house.staff("specialist");
  gather(gatherer, house, filed);
  ASSERT_EQ(decide(gatherer, filed, "recommendations").status, 200);
  const auto set_active = [&](bool active) {
    must(house.world().database.write([&](storage::Transaction& tx) -> core::Result<void> {
      static_cast<void>(TRY(tx.exec("UPDATE register_entries SET active = $2 WHERE number = $1", std::string("6010001999001"), active)));
      return {};
    }));
  };
  const auto application = must(approve_only(house, filed));
  set_active(false);
  const auto issued = usecases::issue_approved_application(house.world(), usecases::system_actor("test"), application);
  set_active(true);
  expect_reopened(house, filed, issued, "登録簿では、この組織は閉鎖されています", "organization");
  ASSERT_EQ(check_register(gatherer, filed).status, 201);
  ASSERT_EQ(decide(gatherer, filed, "recommendations").status, 200);
  auto approver = house.staff("approving_specialist");
  EXPECT_EQ(decide(approver, filed, "approvals").status, 200);
}

/// The tax agency's daily difference about the vetted company.
void import_difference(House& house, const std::string& process) {
  const TemporaryDirectory folder;
  const auto file = folder / "diff_20261120.csv";
  write_file(
      file, "1,6010001999001," + process +
                ",0,2026-11-20,2015-10-05,\"株式会社青空商事\",,301,\"東京都\",\"千代田区\",\"丸の内九丁目９番９号\",,13,101,1009999,,,,,,,"
                "2015-10-05,1,\"Aozora Shoji K.K.\",\"Tokyo\",\"9-9-9, Marunouchi, Chiyoda ku\",,\"アオゾラショウジ\",0\n");
  static_cast<void>(must(usecases::import_register(house.world().database, usecases::system_actor("test"), file, house.now())));
}

TEST(IssueGate, RefusesACompanyThatTheRegisterWithdrewSinceTheApproval) {
  RecordProperty("requirement", "C05 C07 C09");
  auto& house = dated_house();
  auto filed = file_application(house);
  auto gatherer = house.staff("specialist");
  gather(gatherer, house, filed);
  ASSERT_EQ(decide(gatherer, filed, "recommendations").status, 200);
  const auto application = must(approve_only(house, filed));
  import_difference(house, "99");
  const auto issued = usecases::issue_approved_application(house.world(), usecases::system_actor("test"), application);
  const auto change = gatherer.get(filed.path()).at("/registerChange/code");
  const auto refused = check_register(gatherer, filed);
  import_difference(house, "01");
  expect_reopened(house, filed, issued, "登録簿からなくなっています", "organization");
  EXPECT_EQ(change, "organization_not_in_register");
  EXPECT_EQ(refused.code(), "register_entry_missing") << refused.body;
  ASSERT_EQ(check_register(gatherer, filed).status, 201);
  EXPECT_EQ(decide(gatherer, filed, "recommendations").status, 200);
}

TEST(IssueGate, RefusesEvidenceThatANewRuleMadeTooOld) {
  RecordProperty("requirement", "C05 A12");
  auto& house = dated_house();
  if (house.now() > must(core::parse_rfc3339("2027-03-01T00:00:00Z"))) GTEST_SKIP() << "the day of this rule has passed";
  auto filed = file_application(house);
  auto gatherer = house.staff("specialist");
  gather(gatherer, house, filed);
  ASSERT_EQ(decide(gatherer, filed, "recommendations").status, 200);
  move_clock(house, "2027-03-14T20:00:00Z"); // the proof of the domain is younger than 200 days, and older than 100
  const auto application = must(approve_only(house, filed));
  move_clock(house, "2027-03-15T00:00:00Z");
  const auto issued = usecases::issue_approved_application(house.world(), usecases::system_actor("test"), application);
  expect_reopened(house, filed, issued, "管理権限の確認から、規則で認められた期間を過ぎています", "domains");
  auto again = house.staff("specialist");
  EXPECT_EQ(decide(again, filed, "recommendations").status, 409) << "the step is open again";
  come_in_again(house, filed);
  EXPECT_EQ(filed.applicant.get(application_path(filed)).at("/validations/0/usable"), "false");
  std::this_thread::sleep_for(std::chrono::seconds{6}); // the resolver keeps an answer for five
  prove_domains(house, filed);
  const auto proven = filed.applicant.get(application_path(filed));
  EXPECT_EQ(proven.at("/validations/1/usable"), "true") << proven.body;
  EXPECT_EQ(step_status(proven, "domains"), "passed") << proven.body;
  ASSERT_EQ(decide(again, filed, "recommendations").status, 200);
  auto approver = house.staff("approving_specialist");
  const auto approved = decide(approver, filed, "approvals");
  ASSERT_EQ(approved.status, 200) << approved.body;
  EXPECT_EQ(approved.at("/applicationStatus"), "issued");
}

TEST(IssueGate, DomainsToBeProvenAgainArePassedByNewProofsOnly) {
  RecordProperty("requirement", "C05 C06 C12");
  auto& house = House::shared();
  const auto mark = unique_mark();
  auto filed = file_application(house, {}, {mark + ".example.jp", "shop." + mark + ".example.jp"});
  prove_domains(house, filed);
  const auto shown = [&] { return filed.applicant.get(application_path(filed)); };
  ASSERT_EQ(step_status(shown(), "domains"), "passed");
  std::this_thread::sleep_for(std::chrono::seconds{1});
  auto desk = house.staff("specialist");
  ASSERT_EQ(desk.post(filed.path("/reopenings"), text({{"step", "domains"}, {"reason", "管理者の確認をやり直すため"}})).status, 201);
  for (const auto* at : {"/validations/0/usable", "/validations/1/usable"}) EXPECT_EQ(shown().at(at), "false");
  std::this_thread::sleep_for(std::chrono::seconds{6}); // the resolver keeps an answer for five
  Filed one = filed;
  one.names = {filed.names[1]};
  prove_domains(house, one);
  EXPECT_EQ(step_status(shown(), "domains"), "in_progress") << "the other name's proof is from before";
  one.names = {filed.names[0]};
  prove_domains(house, one);
  EXPECT_EQ(step_status(shown(), "domains"), "passed") << shown().body;
}

TEST(IssueGate, RefusesEvidenceThatGrewOldWhileItWaited) {
  RecordProperty("requirement", "C05 C12");
  auto& house = dated_house();
  auto filed = file_application(house);
  auto gatherer = house.staff("specialist");
  gather(gatherer, house, filed);
  ASSERT_EQ(decide(gatherer, filed, "recommendations").status, 200);
  const auto application = must(approve_only(house, filed));
  move_clock(house, core::to_rfc3339(house.now() + std::chrono::days{399})); // identity: 398 days
  const auto issued = usecases::issue_approved_application(house.world(), usecases::system_actor("test"), application);
  expect_reopened(house, filed, issued, "組織の確認から、規則で認められた期間を過ぎています", "organization");
}

} // namespace
