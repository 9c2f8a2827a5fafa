#include "storage/outbox.h"
#include "support/cases.h"
#include "support/database.h"

#include <gtest/gtest.h>

/// Applications that end without a certificate: withdrawn, rejected; and what comes after (C04, C10).
namespace {

using namespace support;

HttpReply withdraw(HttpClient& client, const InVetting& made, const std::string& body = "{}") {
  const auto shown = client.get(made.application_path());
  return client.post(made.application_path("/withdrawals"), body, {{"If-Match", version_tag(shown)}});
}
HttpReply at_desk(HttpClient& desk, const InVetting& made, const std::string& act, const std::string& body) {
  return desk.post(made.case_path(act), body, {{"If-Match", version_tag(desk.get(made.case_path()))}});
}
/// The new code that was mailed opens another application of the same order.
HttpReply apply_again(Site& site, const InVetting& made) {
  auto visitor = site.visitor();
  const auto redeemed =
      visitor.post(Site::api("/access-code-redemptions"), text({{"code", waiting_code(site, made.applying.order.order_id)}}));
  EXPECT_EQ(redeemed.status, 201) << redeemed.body;
  visitor.bearer = redeemed.at("/token");
  return visitor.get(Site::api("/applications/" + redeemed.at("/applicationId")));
}

/// What the applicant's history ends with: the event and its words.
std::pair<std::string, std::string> last_event(HttpClient& applicant, const InVetting& made) {
  const auto history = applicant.get(made.application_path()).json().at("history").as_array();
  if (history.empty()) return {};
  const auto& last = history.back();
  return {std::string(last.at("event").as_string()), std::string(last.at("subject").as_string())};
}

/// The ids of the mails about an object, which sort by time, newest first.
std::vector<std::string> newest_mails(Site& site, const std::string& object) {
  std::vector<std::string> ids;
  for (const auto& mail : must(site.world().database.read([&](storage::Transaction& tx) { return storage::list_outbox_of(tx, object); })))
    ids.push_back(mail.id.str());
  return ids;
}

TEST(Withdrawal, OfADraftFreesTheOrder) {
  RecordProperty("requirement", "C04 C03");
  Site site;
  InVetting made{start_application(site), {}};
  const auto withdrawn = withdraw(made.applying.applicant, made, R"({"reason":"別の商品に変更します"})");
  ASSERT_EQ(withdrawn.status, 200) << withdrawn.body;
  EXPECT_EQ(withdrawn.at("/status"), "withdrawn");
  EXPECT_EQ(withdrawn.at("/ending/kind"), "withdrawn");
  EXPECT_EQ(withdrawn.at("/ending/newCode"), "true");
  const auto mails = queued_about(site, made.applying.application_id, "取り下げ");
  ASSERT_EQ(mails.size(), 1U) << "orderer and recipient are one person";
  EXPECT_TRUE(mails[0].body.contains("別の商品に変更します"));
  EXPECT_EQ(queued_about(site, made.applying.order.order_id, "もう一度お申し込み").size(), 1U);
  const auto again = apply_again(site, made);
  EXPECT_EQ(again.at("/status"), "draft");
  EXPECT_NE(again.at("/id"), made.applying.application_id);
  EXPECT_NE(again.at("/number"), withdrawn.at("/number"));
}

TEST(Withdrawal, KeepsWhatWasTypedForTheNextApplication) {
  RecordProperty("requirement", "C04");
  Site site;
  auto made = submitted_case(site);
  ASSERT_EQ(withdraw(made.applying.order.orderer, made).status, 200) << "the orderer may, too";
  const auto mails = queued_about(site, made.applying.application_id, "取り下げ");
  ASSERT_EQ(mails.size(), 2U) << "the technical contact and the orderer";
  EXPECT_NE(mails[0].to, mails[1].to);
  const auto again = apply_again(site, made);
  EXPECT_EQ(again.at("/draft/organization/name"), "株式会社青空商事");
  EXPECT_TRUE(again.at("/draft/csr").contains("BEGIN CERTIFICATE REQUEST"));
  EXPECT_EQ(site.staff("specialist").get(made.case_path()).at("/status"), "withdrawn");
}

TEST(Withdrawal, IsPossibleInEveryStateUntilIssuingBegins) {
  RecordProperty("requirement", "C04");
  Site site;
  const std::vector<std::pair<std::string, std::string>> open{{"open", "submitted"},
                                                              {"open", "vetting"},
                                                              {"waiting_for_applicant", "waiting_for_applicant"},
                                                              {"in_review", "vetting"},
                                                              {"approved", "approved"}};
  for (const auto& [case_status, status] : open) {
    auto made = submitted_case(site);
    if (status == "waiting_for_applicant")
      await_applicant(site, made);
    else
      put_states(site, made, case_status, status);
    EXPECT_EQ(withdraw(made.applying.applicant, made).status, 200) << status;
    EXPECT_EQ(site.staff("specialist").get(made.case_path()).at("/status"), "withdrawn") << status;
  }
  const std::vector<std::pair<std::string, std::string>> closed{
      {"approved", "issuing"}, {"approved", "issued"}, {"rejected", "rejected"}, {"withdrawn", "withdrawn"}, {"lapsed", "lapsed"}};
  for (const auto& [case_status, status] : closed) {
    auto made = submitted_case(site);
    put_states(site, made, case_status, status);
    made.applying.applicant.language = "en";
    const auto refused = withdraw(made.applying.applicant, made);
    EXPECT_EQ(refused.status, 409) << status;
    EXPECT_EQ(refused.code(), "illegal_transition");
    EXPECT_TRUE(refused.at("/detail").contains("withdrawn")) << refused.body;
    if (status == "issuing") EXPECT_TRUE(refused.at("/detail").contains("being issued")) << "both states are named: " << refused.body;
    EXPECT_EQ(made.applying.applicant.get(made.application_path()).at("/status"), status);
  }
}

TEST(Withdrawal, IsDoneByStaffAtTheCustomersWish) {
  RecordProperty("requirement", "C04");
  Site site;
  auto made = submitted_case(site);
  auto support = site.staff("support");
  const auto done = at_desk(support, made, "/withdrawals", R"({"reason":"お電話でのご依頼"})");
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(done.at("/status"), "withdrawn");
  EXPECT_EQ(done.at("/applicationStatus"), "withdrawn");
  const auto shown = made.applying.applicant.get(made.application_path());
  EXPECT_EQ(shown.at("/ending/what"), "お電話でのご依頼");
  EXPECT_EQ(last_event(made.applying.applicant, made), (std::pair<std::string, std::string>{"withdrawn", "お電話でのご依頼"}));
  const auto events = site.staff("staff_auditor").get(Site::api("/audit-events?object=" + made.applying.application_id));
  EXPECT_TRUE(events.body.contains("application_withdrawn")) << events.body;
}

TEST(Rejection, TellsInPlainWordsWhatHappenedAndWhatToDo) {
  RecordProperty("requirement", "C10 C03");
  Site site;
  auto desk = site.staff("specialist");
  for (const std::string code : {"organization_not_found", "organization_closed", "domain_control_not_shown", "contact_not_reached",
                                 "contact_declined", "not_authorized", "high_risk", "documents_missing", "key_unfit", "other"}) {
    auto made = submitted_case(site);
    const auto body = text({{"reasonCode", code}, {"reason", "補足の説明です。"}});
    const auto preview = desk.post(made.case_path("/rejection-previews"), body);
    ASSERT_EQ(preview.status, 200) << preview.body;
    ASSERT_EQ(at_desk(desk, made, "/rejections", body).status, 200) << code;
    const auto mails = queued_about(site, made.applying.application_id, "審査結果");
    ASSERT_EQ(mails.size(), 2U);
    const auto& mail = mails[0].to.contains("technical") ? mails[0] : mails[1];
    EXPECT_EQ(mail.subject, preview.at("/subject"));
    EXPECT_EQ(mail.body, preview.at("/body")) << "what the preview showed is what was sent";
    EXPECT_TRUE(mail.body.contains("補足の説明です。"));
    auto& applicant = made.applying.applicant;
    applicant.language = "ja";
    const auto japanese = applicant.get(made.application_path());
    applicant.language = "en";
    const auto english = applicant.get(made.application_path());
    EXPECT_EQ(japanese.at("/ending/reasonCode"), code);
    EXPECT_TRUE(japanese.at("/ending/what").ends_with("補足の説明です。"));
    EXPECT_NE(japanese.at("/ending/next"), english.at("/ending/next"));
    EXPECT_FALSE(english.body.contains("rejection.")) << "every code has its words: " << english.at("/ending/what");
    const bool again = code != "high_risk";
    EXPECT_EQ(japanese.at("/ending/newCode"), again ? "true" : "false") << code;
    EXPECT_EQ(queued_about(site, made.applying.order.order_id, "もう一度お申し込み").size(), again ? 1U : 0U) << code;
    if (!again) continue;
    EXPECT_LT(newest_mails(site, made.applying.application_id).at(0), newest_mails(site, made.applying.order.order_id).at(1))
        << "the decision is told before the way to another application";
    EXPECT_EQ(apply_again(site, made).at("/status"), "draft");
  }
}

TEST(Rejection, AsAHighRiskClosesTheOrderUntilTheStaffOpensIt) {
  RecordProperty("requirement", "C03 C09");
  Site site;
  auto made = submitted_case(site);
  const auto& order = made.applying.order;
  const auto code = waiting_code(site, order.order_id);
  auto desk = site.staff("specialist");
  ASSERT_EQ(at_desk(desk, made, "/rejections", R"({"reasonCode":"high_risk"})").status, 200);
  site.advance(std::chrono::minutes{6});
  auto visitor = site.visitor();
  const auto renewed = visitor.post(Site::api("/access-code-renewals"), text({{"code", code}}));
  EXPECT_EQ(renewed.status, 409) << renewed.body;
  EXPECT_EQ(renewed.code(), "order_refused");
  const auto path = Site::api("/orders/" + order.order_id);
  auto orderer = order.orderer;
  EXPECT_EQ(orderer.post(path + "/access-codes", "{}").code(), "order_refused");
  const auto shown = orderer.get(path).json();
  for (const auto& step : shown.at("timeline").as_array()) EXPECT_NE(step.at("status"), "current") << step;
  for (const auto& action : shown.at("actions").as_array())
    if (action.at("name").as_string() == "resendAccessCode") EXPECT_FALSE(action.at("allowed").as_bool()) << action;
  auto support = site.staff("support");
  ASSERT_EQ(support.post(path + "/access-codes", "{}").status, 201) << "once the customer has written to us";
  ASSERT_EQ(support.del(path + "/access-codes").status, 204);
  site.advance(std::chrono::minutes{6});
  EXPECT_EQ(orderer.post(path + "/access-codes", "{}").code(), "order_refused") << "taken back";
  ASSERT_EQ(support.post(path + "/access-codes", "{}").status, 201);
  EXPECT_EQ(apply_again(site, made).at("/status"), "draft");
}

TEST(Rejection, AsAHighRiskThatTheStaffLiftedIsAnnouncedBeforeItsCodeEnds) {
  RecordProperty("requirement", "C03 C09");
  Site site;
  auto refused = submitted_case(site);
  auto taken_back = submitted_case(site);
  auto lifted = submitted_case(site);
  auto desk = site.staff("specialist");
  for (const auto* made : {&refused, &taken_back, &lifted})
    ASSERT_EQ(at_desk(desk, *made, "/rejections", R"({"reasonCode":"high_risk"})").status, 200);
  site.advance(std::chrono::hours{1});
  auto support = site.staff("support");
  const auto codes = [](const InVetting& made) { return Site::api("/orders/" + made.applying.order.order_id + "/access-codes"); };
  ASSERT_EQ(support.post(codes(lifted), "{}").status, 201);
  ASSERT_EQ(support.post(codes(taken_back), "{}").status, 201);
  ASSERT_EQ(support.del(codes(taken_back)).status, 204);
  EXPECT_EQ(lifted.applying.applicant.get(lifted.application_path()).at("/ending/newCode"), "true");
  site.clock().set(must(core::parse_rfc3339("2027-10-25T16:00:00Z")));
  site.run_jobs();
  const auto told = [&](const InVetting& made) { return queued_about(site, made.applying.order.order_id, "お申し込みがまだ").size(); };
  EXPECT_EQ(told(lifted), 1U);
  EXPECT_EQ(told(taken_back), 0U);
  EXPECT_EQ(told(refused), 0U);
}

TEST(Rejection, ForAnotherReasonNeedsWords) {
  RecordProperty("requirement", "C10");
  Site site;
  auto made = submitted_case(site);
  auto desk = site.staff("specialist");
  EXPECT_EQ(at_desk(desk, made, "/rejections", R"({"reasonCode":"other","reason":" "})").field_codes().at("/reason"), "field_missing");
  EXPECT_EQ(at_desk(desk, made, "/rejections", "{\"reasonCode\":\"other\",\"reason\":\"\u3000\"}").field_codes().at("/reason"),
            "field_missing");
  EXPECT_EQ(at_desk(desk, made, "/rejections", R"({"reasonCode":"ugly"})").field_codes().at("/reasonCode"), "field_not_one_of");
  EXPECT_EQ(at_desk(desk, made, "/rejections", R"({"reasonCode":"key_unfit"})").status, 200);
  const auto what = made.applying.applicant.get(made.application_path()).at("/ending/what");
  EXPECT_FALSE(what.empty());
  EXPECT_EQ(last_event(made.applying.applicant, made), (std::pair<std::string, std::string>{"rejected", what}))
      << "the coded reason in words";
  EXPECT_EQ(at_desk(desk, made, "/rejections", R"({"reasonCode":"key_unfit"})").code(), "case_decided");
}

TEST(Reapplying, GoesOnlyAsFarAsTheOrdersRight) {
  RecordProperty("requirement", "C03 C04");
  Site site;
  auto made = submitted_case(site);
  site.advance(std::chrono::hours{24 * 366});
  auto desk = site.staff("specialist");
  ASSERT_EQ(at_desk(desk, made, "/rejections", R"({"reasonCode":"key_unfit"})").status, 200);
  EXPECT_EQ(queued_about(site, made.applying.order.order_id, "もう一度お申し込み").size(), 0U) << "a year after the order";
  const auto refused = site.staff("support").post(Site::api("/orders/" + made.applying.order.order_id + "/access-codes"), "{}");
  EXPECT_EQ(refused.code(), "order_right_lapsed") << refused.body;
}

} // namespace
