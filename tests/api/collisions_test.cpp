#include "support/casework.h"
#include "support/database.h"

#include <gtest/gtest.h>

#include <regex>
#include <thread>

/// Two of the desk who do the same to a case: one wins, and the other is told who (C09).
namespace {

using namespace support;
using boost::json::object;

std::string name_of(HttpClient& person) { return person.get("/api/v1/session").at("/user/name"); }
std::string id_of(HttpClient& person) { return person.get("/api/v1/session").at("/user/id"); }

/// What the refusal tells: whose decision, which, and when.
void expect_told(const HttpReply& refused, HttpClient& winner, const std::string& decision) {
  EXPECT_EQ(refused.status, 409) << refused.body;
  EXPECT_EQ(refused.code(), "decided_meanwhile");
  const auto detail = refused.at("/detail");
  EXPECT_TRUE(detail.contains(name_of(winner))) << detail;
  EXPECT_TRUE(detail.contains(decision)) << detail;
  EXPECT_TRUE(std::regex_search(detail, std::regex("20[0-9][0-9]"))) << "with the time: " << detail;
}

HttpReply decide_hit(HttpClient& desk, const HttpReply& seen, const std::string& decision) {
  return desk.post(
      "/api/v1/hits/" + seen.at("/hits/0/id") + "/decisions",
      text({{"decision", decision}, {"reason", "所在地を確認"}, {"seenDecidedAt", seen.json().at_pointer("/hits/0/decidedAt")}}));
}
HttpReply decide_difference(HttpClient& desk, const Filed& filed, const boost::json::value& seen, bool accepted) {
  return desk.post(
      filed.path("/difference-decisions"),
      text({{"field", "phone.authorization_call"}, {"accepted", accepted}, {"reason", "代表番号を確認"}, {"seenDecidedAt", seen}}));
}

/// A case that meets an entry of the denied list of its own.
class HitCollisions : public testing::Test {
  House& house_ = House::shared();
  std::string domain_ = unique_mark() + "-two.jp";

protected:
  ~HitCollisions() override { first.post("/api/v1/denied-entries/" + entry_.at("/id") + "/retirements", R"({"reason":"試験の終わり"})"); }
  HttpReply look(HttpClient& desk) const { return desk.get(filed.path("/high-risk")); }

  HttpClient first = house_.staff("approving_specialist");
  HttpClient second = house_.staff("approving_specialist");

private:
  HttpReply entry_ =
      first.post("/api/v1/denied-entries", text({{"kind", "domain"}, {"value", domain_}, {"source", "自社リスト"}, {"reason", "試験"}}));

protected:
  Filed filed = file_application(house_, {}, {domain_});
};

TEST_F(HitCollisions, TheLaterIsToldOfTheDecisionThatHeDidNotSee) {
  RecordProperty("requirement", "C09");
  const auto seen = look(second);
  ASSERT_NE(seen.at("/hits/0/id"), "") << seen.body;
  ASSERT_EQ(decide_hit(first, seen, "confirmed").status, 200);
  second.language = "ja";
  expect_told(decide_hit(second, seen, "false_positive"), first, "「該当する」");
  second.language = "en";
  expect_told(decide_hit(second, seen, "false_positive"), first, "Confirmed");
  const auto now = look(second);
  EXPECT_EQ(now.at("/hits/0/decision"), "confirmed") << "it stands";
  EXPECT_EQ(decide_hit(second, now, "false_positive").status, 200) << "having seen it";
}

TEST_F(HitCollisions, OfTwoAtOnceOneWins) {
  RecordProperty("requirement", "C09");
  const auto seen = look(second);
  first.language = second.language = "en";
  HttpReply confirmed;
  HttpReply cleared;
  std::thread one([&] { confirmed = decide_hit(first, seen, "confirmed"); });
  std::thread two([&] { cleared = decide_hit(second, seen, "false_positive"); });
  one.join();
  two.join();
  ASSERT_NE(confirmed.status == 200, cleared.status == 200) << confirmed.body << cleared.body;
  if (confirmed.status == 200)
    expect_told(cleared, first, "Confirmed");
  else
    expect_told(confirmed, second, "False positive");
}

TEST_F(HitCollisions, NothingIsDecidedInACaseThatLapsed) {
  RecordProperty("requirement", "C09");
  const auto seen = look(first);
  must(House::shared().world().database.write(
      [&](storage::Transaction& tx) { return tx.exec("UPDATE cases SET status = 'lapsed' WHERE id = $1", filed.case_id); }));
  EXPECT_EQ(look(first).at("/hits/0/decide/allowed"), "false");
  EXPECT_EQ(decide_hit(first, seen, "accepted").code(), "illegal_transition");
}

TEST(DifferenceCollisions, TheLaterIsToldOfTheDecisionThatHeDidNotSee) {
  RecordProperty("requirement", "C09");
  auto& house = House::shared();
  auto filed = file_application(house);
  auto first = house.staff("specialist");
  auto second = house.staff("specialist");
  ASSERT_EQ(call_through(first, filed, "authorization_call", "山田 太郎", "yes", "06-0000-0009").status, 200);
  first.language = second.language = "en";
  HttpReply accepted;
  HttpReply refused;
  std::thread one([&] { accepted = decide_difference(first, filed, nullptr, true); });
  std::thread two([&] { refused = decide_difference(second, filed, nullptr, false); });
  one.join();
  two.join();
  ASSERT_NE(accepted.status == 200, refused.status == 200) << accepted.body << refused.body;
  if (accepted.status == 200)
    expect_told(refused, first, "Accepted");
  else
    expect_told(accepted, second, "Not accepted");
  expect_told(decide_difference(first, filed, nullptr, true), accepted.status == 200 ? first : second,
              accepted.status == 200 ? "Accepted" : "Not accepted");
  const auto seen = seen_decision(second, filed, "phone.authorization_call");
  EXPECT_EQ(decide_difference(second, filed, seen, true).status, 200) << "having seen it";
}

TEST(AssignmentCollisions, ACaseIsTakenFromNobodyUnasked) {
  RecordProperty("requirement", "C09");
  auto& house = House::shared();
  const auto filed = file_application(house);
  auto first = house.staff("specialist");
  auto second = house.staff("specialist");
  auto third = house.staff("approving_specialist");
  const auto assign = [&](HttpClient& desk, const object& body) { return desk.post(filed.path("/assignments"), text(body)); };
  ASSERT_EQ(assign(first, {}).status, 200);
  EXPECT_EQ(assign(first, {}).status, 200) << "again";
  const auto refused = assign(second, {});
  EXPECT_EQ(refused.status, 409) << refused.body;
  EXPECT_EQ(refused.code(), "case_assigned");
  EXPECT_TRUE(refused.at("/detail").contains(name_of(first))) << refused.body;
  EXPECT_EQ(assign(second, {{"takeOverFrom", id_of(third)}}).code(), "case_assigned") << "it is somebody else's by now";
  EXPECT_EQ(second.get(filed.path()).at("/assignedTo"), id_of(first));
  const auto taken = assign(second, {{"takeOverFrom", id_of(first)}});
  ASSERT_EQ(taken.status, 200) << taken.body;
  EXPECT_EQ(taken.at("/assignedTo"), id_of(second));
  EXPECT_EQ(assign(second, {{"userId", id_of(third)}}).at("/assignedTo"), id_of(third)) << "one's own is given away";
}

TEST(AssignmentCollisions, OfTwoAtOnceOneHasTheCase) {
  RecordProperty("requirement", "C09");
  auto& house = House::shared();
  const auto filed = file_application(house);
  std::vector<HttpClient> desk{house.staff("specialist"), house.staff("specialist"), house.staff("specialist")};
  std::vector<HttpReply> replies(desk.size());
  std::vector<std::thread> people;
  for (std::size_t i = 0; i < desk.size(); ++i)
    people.emplace_back([&, i] { replies[i] = desk[i].post(filed.path("/assignments"), "{}"); });
  for (auto& person : people) person.join();
  EXPECT_EQ(std::ranges::count(replies, 200, &HttpReply::status), 1);
  EXPECT_EQ(std::ranges::count_if(replies, [](const auto& reply) { return reply.code() == "case_assigned"; }), 2)
      << replies[0].body << replies[1].body << replies[2].body;
}

} // namespace
