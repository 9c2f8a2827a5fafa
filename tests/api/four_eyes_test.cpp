#include "support/casework.h"

#include <gtest/gtest.h>

#include <regex>
#include <thread>

/// Who may decide on a case: a second specialist, none of whose own work is in it (C09).
namespace {

using namespace support;
using boost::json::array;
using boost::json::object;

void expect_four_eyes(House& house, const std::function<void(HttpClient&, Filed&)>& work, const std::string& what) {
  auto filed = file_application(house);
  auto gatherer = house.staff("specialist");
  auto busy = house.staff("approving_specialist");
  work(busy, filed);
  gather(gatherer, house, filed);
  ASSERT_EQ(decide(gatherer, filed, "recommendations").status, 200) << what;
  const auto refused = decide(busy, filed, "approvals");
  EXPECT_EQ(refused.status, 409) << what;
  EXPECT_EQ(refused.code(), "four_eyes") << what << refused.body;
  const auto name = busy.get("/api/v1/session").at("/user/name");
  EXPECT_TRUE(refused.at("/detail").contains(name)) << refused.body;
  EXPECT_TRUE(refused.at("/detail").contains("recommended by")) << refused.body;
}

TEST(FourEyes, HoldForEveryKindOfOwnWork) {
  RecordProperty("requirement", "C09");
  auto& house = House::shared();
  expect_four_eyes(house, [](HttpClient& busy, Filed& filed) { EXPECT_EQ(attach(busy, filed, "a.pdf", pdf).status, 201); }, "document");
  expect_four_eyes(
      house,
      [](HttpClient& busy, Filed& filed) {
        EXPECT_EQ(ask(busy, filed).status, 201);
        const auto question = filed.applicant.get(application_path(filed)).at("/questions/0/id");
        EXPECT_EQ(answer(filed.applicant, question).status, 200);
      },
      "question");
  expect_four_eyes(house, [](HttpClient& busy, Filed& filed) { EXPECT_EQ(check_register(busy, filed).status, 201); }, "register");
  expect_four_eyes(house, [](HttpClient& busy, Filed& filed) { EXPECT_EQ(call_through(busy, filed).status, 200); }, "call");
  expect_four_eyes(house, [](HttpClient& busy, Filed& filed) { EXPECT_NE(phone_number(busy, filed.path()), ""); }, "number");
  expect_four_eyes(
      house,
      [&](HttpClient& busy, Filed& filed) {
        auto gatherer = house.staff("specialist");
        ASSERT_EQ(check_register(gatherer, filed).status, 201);
        EXPECT_EQ(busy.post(filed.path("/reopenings"), text({{"step", "organization"}, {"reason", "登録簿をもう一度"}})).status, 201);
      },
      "reopening");
  expect_four_eyes(
      house,
      [&](HttpClient& busy, Filed& filed) {
        auto gatherer = house.staff("specialist");
        ASSERT_EQ(call_through(gatherer, filed, "authorization_call", "山田 太郎", "yes", "06-0000-0009").status, 200);
        EXPECT_EQ(busy.post(filed.path("/difference-decisions"),
                            text({{"field", "phone.authorization_call"}, {"accepted", true}, {"reason", "大阪支店の代表番号"}}))
                      .status,
                  200);
      },
      "difference");
}

TEST(FourEyes, ANumberThatNobodyDialledIsNobodysEvidence) {
  RecordProperty("requirement", "C09");
  auto& house = House::shared();
  auto filed = file_application(house);
  auto gatherer = house.staff("specialist");
  auto finder = house.staff("approving_specialist");
  EXPECT_NE(phone_number(finder, filed.path(), "06-0000-0009"), "");
  gather(gatherer, house, filed);
  ASSERT_EQ(decide(gatherer, filed, "recommendations").status, 200);
  EXPECT_EQ(decide(finder, filed, "approvals").status, 200);
}

/// The denied list's hit on an application of which the insider is a contact.
void expect_hit_kept_from(House& house, HttpClient& insider, const Filed& filed) {
  auto officer = house.staff("approving_specialist");
  const auto entry = officer.post("/api/v1/denied-entries",
                                  text({{"kind", "domain"}, {"value", filed.names.front()}, {"source", "自社リスト"}, {"reason", "試験"}}));
  ASSERT_EQ(entry.status, 201) << entry.body;
  const auto screened = officer.get(filed.path("/high-risk"));
  ASSERT_NE(screened.at("/hits/0/id"), "") << screened.body;
  const auto decision = text({{"decision", "false_positive"}, {"reason", "別人"}});
  const auto path = "/api/v1/hits/" + screened.at("/hits/0/id") + "/decisions";
  EXPECT_EQ(insider.post(path, decision).code(), "own_application");
  EXPECT_EQ(officer.post(path, decision).status, 200);
  EXPECT_EQ(officer.post("/api/v1/denied-entries/" + entry.at("/id") + "/retirements", R"({"reason":"試験の終わり"})").status, 200);
}

TEST(FourEyes, NobodyVetsTheirOwnApplication) {
  RecordProperty("requirement", "C09");
  auto& house = House::shared();
  auto insider = house.staff("approving_specialist");
  auto mail = insider.get("/api/v1/session").at("/user/email");
  ASSERT_NE(mail, "");
  mail.insert(mail.find('@'), "+tech"); // the same mailbox
  const auto mark = unique_mark();
  auto filed = file_application(house,
                                {{"contacts", object{{"technical", person_json("鈴木", mail)},
                                                     {"authorization", person_json("山田", mark + "-approver@aozora.test")}}}},
                                {mark + "-own.jp"});
  const auto taken = insider.post(filed.path("/assignments"), "{}");
  EXPECT_EQ(taken.status, 409) << taken.body;
  EXPECT_EQ(taken.code(), "own_application");
  EXPECT_EQ(attach(insider, filed, "a.pdf", pdf).code(), "own_application");
  EXPECT_EQ(ask(insider, filed).code(), "own_application");
  EXPECT_EQ(check_register(insider, filed).code(), "own_application");
  EXPECT_EQ(insider.post(filed.path("/notes"), text({{"text", "問題なし"}})).code(), "own_application");
  EXPECT_EQ(insider.post(filed.path("/phone-book"), text({{"number", "06-0000-0009"}, {"source", "directory"}, {"evidence", "x"}})).code(),
            "own_application");
  auto gatherer = house.staff("specialist");
  const auto call = text({{"step", "authorization_call"}, {"numberId", phone_number(gatherer, filed.path())}, {"language", "ja"}});
  EXPECT_EQ(insider.post(filed.path("/calls"), call).code(), "own_application");
  const auto queued = gatherer.post(filed.path("/calls"), call);
  ASSERT_EQ(queued.status, 201) << queued.body;
  const auto path = "/api/v1/calls/" + queued.at("/id");
  EXPECT_EQ(insider.post(path + "/outcomes", text({{"outcome", "no_answer"}, {"answers", array{}}})).code(), "own_application");
  EXPECT_EQ(insider.put(path + "/booking", text({{"scheduledAt", "2028-11-22T01:30:00Z"}})).code(), "own_application");
  ASSERT_EQ(gatherer.post(path + "/outcomes", text({{"outcome", "no_answer"}, {"answers", array{}}})).status, 200);
  expect_hit_kept_from(house, insider, filed);
  gather(gatherer, house, filed);
  EXPECT_EQ(decide(insider, filed, "recommendations").code(), "own_application");
  ASSERT_EQ(decide(gatherer, filed, "recommendations").status, 200);
  EXPECT_EQ(decide(insider, filed, "returns", R"({"reason":"x"})").code(), "own_application");
  EXPECT_EQ(decide(insider, filed, "approvals").code(), "own_application");
  EXPECT_EQ(decide(insider, filed, "rejections", R"({"reason":"x"})").code(), "own_application");
}

TEST(Decision, ASecondSpecialistSendsTheCaseBack) {
  RecordProperty("requirement", "C09");
  auto& house = House::shared();
  auto filed = file_application(house);
  auto gatherer = house.staff("specialist");
  auto second = house.staff("approving_specialist");
  gather(gatherer, house, filed);
  EXPECT_EQ(decide(second, filed, "returns", R"({"reason":"x"})").status, 409) << "nothing to send back yet";
  const auto recommended = decide(gatherer, filed, "recommendations");
  ASSERT_EQ(recommended.status, 200) << recommended.body;
  EXPECT_EQ(recommended.at("/sentBack"), "false");
  EXPECT_EQ(decide(gatherer, filed, "returns", R"({"reason":"x"})").status, 403);
  const auto returned = decide(second, filed, "returns", R"({"reason":"電話の相手の部署が記録にありません。"})");
  ASSERT_EQ(returned.status, 200) << returned.body;
  EXPECT_EQ(returned.at("/status"), "open");
  EXPECT_EQ(returned.at("/recommendedBy"), "");
  EXPECT_EQ(returned.at("/decisions/1/kind"), "returned");
  EXPECT_EQ(returned.at("/decisions/1/note"), "電話の相手の部署が記録にありません。");
  EXPECT_EQ(returned.at("/sentBack"), "true");
  const auto mail = house.mail(recommended.at("/recommendedBy") + "@people.test", "差し戻し");
  EXPECT_TRUE(mail.body.contains("電話の相手の部署が記録にありません。")) << mail.body;
  EXPECT_TRUE(mail.body.contains("/desk/cases/" + filed.case_id)) << mail.body;
  ASSERT_EQ(decide(gatherer, filed, "recommendations").status, 200);
  EXPECT_EQ(decide(second, filed, "approvals").status, 200) << "sending back is no work of one's own";
}

TEST(Decision, OfTwoAtOnceOneWinsAndTheOtherIsTold) {
  RecordProperty("requirement", "C09");
  auto& house = House::shared();
  auto filed = file_application(house);
  auto gatherer = house.staff("specialist");
  gather(gatherer, house, filed);
  const auto recommended = decide(gatherer, filed, "recommendations");
  ASSERT_EQ(recommended.status, 200);
  const Headers seen{{"If-Match", version_tag(recommended)}};
  auto approver = house.staff("approving_specialist");
  auto rejecter = house.staff("specialist");
  HttpReply approved;
  HttpReply rejected;
  std::thread one([&] { approved = approver.post(filed.path("/approvals"), R"({"reviewed":true,"note":"確認"})", seen); });
  std::thread two([&] { rejected = rejecter.post(filed.path("/rejections"), R"({"reason":"お断りします。"})", seen); });
  one.join();
  two.join();
  EXPECT_NE(approved.status == 200, rejected.status == 200) << approved.body << rejected.body;
  const auto& loser = approved.status == 200 ? rejected : approved;
  auto& winner = approved.status == 200 ? approver : rejecter;
  EXPECT_EQ(loser.status, 409) << loser.body;
  EXPECT_EQ(loser.code(), "case_decided");
  EXPECT_TRUE(loser.at("/detail").contains(winner.get("/api/v1/session").at("/user/name"))) << loser.body;
  EXPECT_TRUE(std::regex_search(loser.at("/detail"), std::regex("20[0-9][0-9]"))) << "with the time: " << loser.body;
}

} // namespace
