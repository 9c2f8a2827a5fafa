#include "core/i18n.h"
#include "domain/errors.h"
#include "support/database.h"
#include "support/ev_story.h"
#include "support/story.h"
#include "usecases/decide_case.h"
#include "usecases/import_denied.h"
#include "usecases/issue_approved_application.h"

#include <gtest/gtest.h>

namespace {

using namespace support;

/// A house of its own: what is denied here would be met by the applications of other tests.
House& house() {
  static House made;
  static const bool filled = (made.import_register("nta/extract_utf8.csv"), true);
  static_cast<void>(filled);
  return made;
}

HttpReply deny(HttpClient& desk, const std::string& kind, const std::string& value, const std::string& source = "自社リスト") {
  return desk.post("/api/v1/denied-entries", text({{"kind", kind}, {"value", value}, {"source", source}, {"reason", "試験"}}));
}
void retire(HttpClient& desk, const HttpReply& entry) {
  ASSERT_EQ(desk.post("/api/v1/denied-entries/" + entry.at("/id") + "/retirements", R"({"reason":"試験の終わり"})").status, 200);
}
HttpReply decide_hit(HttpClient& desk, const HttpReply& risk, const std::string& decision, const std::string& reason = "所在地が異なる") {
  boost::json::object body{{"decision", decision}, {"reason", reason}};
  if (const auto seen = risk.at("/hits/0/decidedAt"); !seen.empty()) body["seenDecidedAt"] = seen;
  return desk.post("/api/v1/hits/" + risk.at("/hits/0/id") + "/decisions", text(body));
}
/// Kind and subject of the hit on a denied value; empty where there is none.
std::string hit_on(const HttpReply& risk, std::string_view matched) {
  const auto shown = risk.json();
  for (const auto& hit : shown.at("hits").as_array())
    if (hit.at("matched").as_string() == matched)
      return std::string(hit.at("kind").as_string()) + " " + std::string(hit.at("subject").as_string());
  return {};
}
/// Register and call by one, the recommendation by another.
void gather(HttpClient& first, HttpClient& second, Filed& filed) {
  prove_domains(house(), filed);
  ASSERT_EQ(check_register(first, filed).status, 201);
  ASSERT_EQ(call_through(first, filed).status, 200);
  const auto recommended = decide(second, filed, "recommendations");
  ASSERT_EQ(recommended.status, 200) << recommended.body;
}

TEST(HighRisk, AHitIsTheSecondSpecialistsToDecideOn) {
  RecordProperty("requirement", "C09");
  auto first = house().staff("approving_specialist");  // gathers evidence
  auto second = house().staff("approving_specialist"); // recommends
  auto third = house().staff("approving_specialist");
  const auto entry = deny(third, "domain", "kuro1.jp", "METI 外国ユーザーリスト");
  ASSERT_EQ(entry.status, 201) << entry.body;
  auto filed = file_application(house(), {}, {"www.kuro1.jp"});
  const auto risk = third.get(filed.path("/high-risk"));
  ASSERT_EQ(risk.status, 200) << risk.body;
  EXPECT_EQ(risk.at("/hits/0/kind"), "denied_domain");
  EXPECT_EQ(risk.at("/hits/0/matched"), "kuro1.jp");
  EXPECT_EQ(risk.at("/hits/0/source"), "METI 外国ユーザーリスト");
  EXPECT_EQ(risk.at("/screenings/0/cause"), "submission");
  EXPECT_EQ(third.get(filed.path()).at("/openHits"), "1");
  const auto applicants = filed.applicant.get("/api/v1/applications/" + filed.application_id).body;
  EXPECT_FALSE(applicants.contains("METI") || applicants.contains("denied")) << "the applicant is not told";

  gather(first, second, filed);
  const auto blocked = decide(third, filed, "approvals");
  EXPECT_EQ(blocked.status, 409);
  EXPECT_EQ(blocked.code(), "denied_list_hit") << blocked.body;
  for (auto* own : {&first, &second}) {
    EXPECT_EQ(own->get(filed.path("/high-risk")).at("/hits/0/decide/allowed"), "false");
    EXPECT_EQ(decide_hit(*own, risk, "false_positive").code(), "four_eyes");
  }
  EXPECT_EQ(house().staff("specialist").post("/api/v1/hits/" + risk.at("/hits/0/id") + "/decisions", "{}").status, 403);
  EXPECT_EQ(decide_hit(third, risk, "false_positive", "").status, 422);
  const auto confirmed = decide_hit(third, risk, "confirmed");
  ASSERT_EQ(confirmed.status, 200) << confirmed.body;
  EXPECT_EQ(decide(third, filed, "approvals").code(), "denied_list_hit");
  EXPECT_EQ(decide_hit(third, confirmed, "false_positive").code(), "own_confirmed_hit") << "who confirmed it does not lift it";
  EXPECT_EQ(third.get(filed.path("/high-risk")).at("/hits/0/decide/reasonCode"), "own_confirmed_hit");
  auto fourth = house().staff("approving_specialist");
  EXPECT_EQ(fourth.get(filed.path("/high-risk")).at("/hits/0/decide/allowed"), "true");
  const auto decided = decide_hit(fourth, confirmed, "false_positive");
  ASSERT_EQ(decided.status, 200) << decided.body;
  EXPECT_EQ(decided.at("/hits/0/inTheWay"), "false");
  EXPECT_EQ(decided.at("/hits/0/reason"), "所在地が異なる");
  const auto approved = decide(third, filed, "approvals");
  ASSERT_EQ(approved.status, 200) << approved.body << "deciding on hits makes nobody a collector";
  EXPECT_NE(approved.at("/certificateId"), "");
  const auto log = house().staff("staff_auditor").get("/api/v1/audit-events?object=" + filed.case_id);
  for (const std::string act : {"case_screened", "hit_decided"}) EXPECT_TRUE(log.body.contains(act)) << act;
  retire(third, entry);
}

TEST(HighRisk, WhoDecidedOnHitsDoesNotRecommend) {
  RecordProperty("requirement", "C09");
  auto first = house().staff("specialist");
  auto second = house().staff("approving_specialist");
  const auto entry = deny(second, "domain", "kuro2.jp");
  auto filed = file_application(house(), {}, {"kuro2.jp"});
  prove_domains(house(), filed);
  ASSERT_EQ(check_register(first, filed).status, 201);
  ASSERT_EQ(call_through(first, filed).status, 200);
  const auto risk = second.get(filed.path("/high-risk"));
  const auto accepted = decide_hit(second, risk, "accepted");
  ASSERT_EQ(accepted.status, 200) << accepted.body;
  EXPECT_EQ(decide(second, filed, "recommendations").code(), "four_eyes");
  ASSERT_EQ(decide_hit(second, accepted, "confirmed").status, 200);
  EXPECT_EQ(decide(first, filed, "recommendations").code(), "denied_list_hit") << "a confirmed hit is for rejecting";
  ASSERT_EQ(decide(first, filed, "rejections", R"({"reason":"お引き受けできません。"})").status, 200);
  EXPECT_EQ(decide_hit(second, risk, "accepted").code(), "illegal_transition");
  EXPECT_FALSE(house().mail(filed.technical_mail(), "発行できません").body.contains("拒否リスト"));
  retire(second, entry);
  // The rejection itself is remembered.
  const auto again = file_application(house(), {}, {"www.kuro2.jp"});
  const auto remembered = second.get(again.path("/high-risk"));
  EXPECT_TRUE(remembered.body.contains("rejected_case")) << remembered.body;
  must(house().world().database.write([&](storage::Transaction& tx) {
    return tx.exec("UPDATE case_hits SET decision = 'false_positive' WHERE case_id = $1", filed.case_id);
  }));
}

TEST(HighRisk, AnEntryAfterTheApprovalStopsIssuing) {
  RecordProperty("requirement", "C09");
  auto& world = house().world();
  auto first = house().staff("specialist");
  auto second = house().staff("specialist");
  auto third = house().staff("approving_specialist");
  auto filed = file_application(house(), {}, {"kuro3.jp"});
  gather(first, second, filed);
  usecases::Actor approver{.id = third.get("/api/v1/session").at("/user/id"), .origin = "test", .is_staff = true};
  const auto application =
      must(usecases::approve_case(world, approver, {storage::CaseId::stored(filed.case_id), std::nullopt, "全項目を確認", true}));
  const auto entry = deny(third, "domain", "kuro3.jp");
  ASSERT_EQ(entry.status, 201) << entry.body;
  const auto refused = usecases::issue_approved_application(world, usecases::system_actor("test"), application);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, domain::errors::denied_list_hit);
  const auto risk = third.get(filed.path("/high-risk"));
  EXPECT_TRUE(risk.body.contains("list_change")) << risk.body;
  ASSERT_EQ(decide_hit(third, risk, "accepted").status, 200);
  const auto issued = [&] { return filed.applicant.get("/api/v1/applications/" + filed.application_id).at("/status") == "issued"; };
  EXPECT_TRUE(wait_until(issued)) << "the job goes on once the hit is decided on";
  retire(third, entry);
}

TEST(HighRisk, OpenHitsStopImmediateIssuing) {
  RecordProperty("requirement", "C09 F01");
  auto third = house().staff("approving_specialist");
  auto filed = file_application(house(), {}, {"kuro4.jp"});
  vet(house(), filed);
  const auto account = application_row(house(), filed).account_id.str();
  add_licences(house(), account, 3);
  auto client = api_client(house(), account);
  ASSERT_EQ(issue(client, {"a.kuro4.jp"}).status, 201);
  const auto entry = deny(third, "domain", "kuro4.jp");
  const auto held = issue(client, {"b.kuro4.jp"});
  EXPECT_EQ(held.status, 409);
  EXPECT_EQ(held.code(), "issuance_on_hold") << held.body;
  EXPECT_FALSE(held.body.contains("kuro4")) << "the customer is not told which entry";
  const auto risk = third.get(filed.path("/high-risk"));
  ASSERT_EQ(risk.at("/hits/0/matched"), "kuro4.jp") << risk.body;
  ASSERT_EQ(decide_hit(third, risk, "accepted").status, 200);
  EXPECT_EQ(issue(client, {"b.kuro4.jp"}).status, 201);
  retire(third, entry);
  const auto again = deny(third, "domain", "kuro4.jp");
  ASSERT_EQ(again.status, 201) << again.body;
  EXPECT_EQ(issue(client, {"c.kuro4.jp"}).status, 201) << "what was decided on its hit holds on";
  retire(third, again);
}

TEST(HighRisk, NamesPeopleNumbersAndLooksAreScreened) {
  RecordProperty("requirement", "C09");
  auto officer = house().staff("officer");
  std::vector<HttpReply> entries{deny(officer, "name", "（株）青空商事"), deny(officer, "person", "ヤマダ タロウ"),
                                 deny(officer, "person", "山田太郎"), deny(officer, "number", "6010-0019-99001"),
                                 deny(officer, "protected_domain", "kuro5bank.co.jp")};
  const auto filed = file_application(house(), {}, {"kur05bank.jp"});
  auto desk = house().staff("specialist");
  const auto risk = desk.get(filed.path("/high-risk"));
  for (const std::string kind : {"denied_name", "denied_person", "denied_number", "look_alike"})
    EXPECT_TRUE(risk.body.contains("\"" + kind + "\"")) << kind << risk.body;
  EXPECT_FALSE(risk.body.contains("denied_country"));
  for (const auto& entry : entries) retire(officer, entry);
  const auto after = desk.get(file_application(house(), {}, {"kuro5.jp"}).path("/high-risk"));
  EXPECT_FALSE(after.body.contains("denied_name")) << after.body;
}

TEST(HighRisk, AForeignJurisdictionAndItsNumberAreScreened) {
  RecordProperty("requirement", "C09 A14");
  auto officer = house().staff("officer");
  std::vector<HttpReply> entries{deny(officer, "country", "GB"), deny(officer, "number", "09999901"), deny(officer, "country", "KP")};
  const auto filed =
      file_ev_application(house(), {{"jurisdictionCountry", "GB"}, {"registrationNumber", "09999901"}, {"corporateNumber", ""}});
  const auto risk = house().staff("specialist").get(filed.path("/high-risk"));
  EXPECT_EQ(hit_on(risk, "GB"), "denied_country GB") << risk.body;
  EXPECT_EQ(hit_on(risk, "09999901"), "denied_number 09999901") << risk.body;
  EXPECT_EQ(hit_on(risk, "KP"), "") << risk.body;
  for (const auto& entry : entries) retire(officer, entry);
}

TEST(DeniedList, IsSearchedKeptAndRetired) {
  RecordProperty("requirement", "C09");
  auto officer = house().staff("officer");
  const auto made = officer.post(
      "/api/v1/denied-entries",
      R"({"kind":"name","value":"架空貿易株式会社","source":"MoF","reason":"資産凍結","from":"2026-01-01","until":"2099-12-31"})");
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.at("/validUntil"), "2099-12-31T15:00:00Z") << "to the end of the day in Japan";
  EXPECT_EQ(deny(officer, "name", "㈱架空貿易", "MoF").code(), "denied_entry_exists");
  EXPECT_EQ(deny(officer, "domain", "not a domain").code(), "denied_value_invalid");
  EXPECT_EQ(officer
                .post("/api/v1/denied-entries",
                      R"({"kind":"country","value":"KP","source":"x","reason":"x","from":"2027-01-02","until":"2027-01-01"})")
                .code(),
            "denied_dates_reversed");
  EXPECT_TRUE(officer.get("/api/v1/denied-entries?q=%E6%9E%B6%E7%A9%BA").body.contains("資産凍結"));
  EXPECT_EQ(house().staff("specialist").post("/api/v1/denied-entries", "{}").status, 403);
  EXPECT_EQ(house().staff("staff_auditor").get("/api/v1/denied-entries").status, 200);
  EXPECT_EQ(house().staff("support").get("/api/v1/denied-entries").status, 403);
  retire(officer, made);
  EXPECT_EQ(officer.post("/api/v1/denied-entries/" + made.at("/id") + "/retirements", R"({"reason":"x"})").code(), "denied_entry_retired");
  EXPECT_TRUE(officer.get("/api/v1/denied-entries?retired=true").body.contains(made.at("/id")));
  const auto again = deny(officer, "name", "架空貿易株式会社", "MoF");
  ASSERT_EQ(again.status, 201) << again.body;
  EXPECT_NE(again.at("/id"), made.at("/id"));
  EXPECT_EQ(deny(officer, "name", "架空貿易株式会社", "MoF").code(), "denied_entry_exists");
  retire(officer, again);
}

TEST(DeniedList, IsImportedFromAFile) {
  RecordProperty("requirement", "C09");
  const TemporaryDirectory folder;
  write_file(folder / "list.csv",
             "\xEF\xBB\xBFkind,value,reason,from,until\r\nname,株式会社輸入名,外国ユーザーリスト,2026-01-01,\r\ncountry,kp,,,\r\n"
             "person,\"Import, Person\",,,2027-03-31\r\ncountry,Japan,,,\r\nname,x,,soon,\r\n");
  const auto import = [&] {
    return must(
        usecases::import_denied(house().world().database, usecases::system_actor("test"), folder / "list.csv", "METI", house().now()));
  };
  const auto first = import();
  EXPECT_EQ(first.rows, 3U);
  EXPECT_EQ(first.changed, 3U);
  EXPECT_EQ(first.refused, 2U);
  ASSERT_EQ(first.first_refusals.size(), 2U);
  EXPECT_TRUE(core::describe(first.first_refusals[0], core::Language::en).contains("Line 5"));
  EXPECT_EQ(import().changed, 0U) << "again";
  auto desk = house().staff("specialist");
  EXPECT_EQ(desk.get("/api/v1/denied-entries?q=meti").json().at("items").as_array().size(), 3U);
  write_file(folder / "list.csv", "value,reason\nx,y\n");
  const auto without =
      usecases::import_denied(house().world().database, usecases::system_actor("test"), folder / "list.csv", "METI", house().now());
  EXPECT_EQ(without.error().code, domain::errors::denied_column_missing);
}

} // namespace
