#include "storage/access_codes.h"
#include "storage/licences.h"
#include "support/cases.h"
#include "support/database.h"

#include <gtest/gtest.h>

#include <regex>

/// An access code after its first day: expired, used, lost, revoked, meant for somebody else (C03).
namespace {

using namespace support;
using std::chrono::minutes;

const std::string redemptions = Site::api("/access-code-redemptions");
const std::string renewals = Site::api("/access-code-renewals");

Ordered paid_order(Site& site, const boost::json::object& code_recipient = {}) {
  auto order = place_order(site, {}, code_recipient);
  EXPECT_EQ(pay(site, order, order.total).status, 201);
  return order;
}
std::string order_path(const Ordered& order, const std::string& more = {}) { return Site::api("/orders/" + order.order_id + more); }
HttpReply redeem(Site& site, const std::string& code) {
  auto visitor = site.visitor();
  return visitor.post(redemptions, text({{"code", code}}));
}
HttpReply renew(Site& site, const std::string& code) {
  auto visitor = site.visitor();
  return visitor.post(renewals, text({{"code", code}}));
}

TEST(CodeLife, AnExpiredCodeIsReplacedAtItsHoldersWish) {
  RecordProperty("requirement", "C03");
  Site site;
  const auto order = paid_order(site, {{"name", "鈴木 次郎"}, {"email", "jiro@aozora.test"}});
  const auto code = waiting_code(site, order.order_id);
  EXPECT_EQ(renew(site, code).code(), "access_code_still_valid");
  site.advance(std::chrono::hours{24 * 30});
  site.run_jobs();
  EXPECT_EQ(redeem(site, code).code(), "access_code_expired");
  const auto renewed = renew(site, code);
  ASSERT_EQ(renewed.status, 201) << renewed.body;
  EXPECT_EQ(renewed.at("/recipient"), "j***@aozora.test") << "the recipient on record, not shown to a stranger";
  const auto fresh = waiting_code(site, order.order_id);
  EXPECT_NE(fresh, code);
  EXPECT_EQ(redeem(site, fresh).status, 201);
  const auto told = queued_about(site, order.order_id, "お申し込みページのご案内");
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told.back().to, "jiro@aozora.test");
  EXPECT_TRUE(told.back().body.contains("2027年1月23日")) << "until when it can be used: " << told.back().body;
}

TEST(CodeLife, AUsedCodeLeadsBackToTheDraftByAFreshOne) {
  RecordProperty("requirement", "C03 C04");
  Site site;
  auto applying = start_application(site);
  const auto used = waiting_code(site, applying.order.order_id);
  const auto path = Site::api("/applications/" + applying.application_id);
  const auto before = applying.applicant.get(path);
  EXPECT_EQ(applying.applicant.put(path + "/draft", text({{"step", "csr"}, {"csr", "half"}}), {{"If-Match", version_tag(before)}}).status,
            200);
  EXPECT_EQ(redeem(site, used).code(), "access_code_used");
  const auto hasty = renew(site, used);
  EXPECT_EQ(hasty.code(), "access_code_sent_just_now") << "the code itself went out a moment ago";
  EXPECT_TRUE(hasty.at("/detail").contains("10:0")) << "and says from when: " << hasty.body;
  site.advance(minutes{6});
  ASSERT_EQ(renew(site, used).status, 201);
  EXPECT_EQ(queued_about(site, applying.order.order_id, "お申し込みの続き").size(), 1U);
  const auto back = redeem(site, waiting_code(site, applying.order.order_id));
  EXPECT_EQ(back.at("/applicationId"), applying.application_id);
  auto again = site.visitor();
  again.bearer = back.at("/token");
  EXPECT_EQ(again.get(path).at("/draft/csr"), "half");
  EXPECT_EQ(applying.applicant.get(path).status, 200) << "the earlier session lives on";
}

TEST(CodeLife, ARevokedOrUnknownCodeIsNotReplaced) {
  RecordProperty("requirement", "C03");
  Site site;
  auto order = paid_order(site);
  const auto code = waiting_code(site, order.order_id);
  EXPECT_EQ(order.orderer.del(order_path(order, "/access-codes")).status, 204) << "the orderer may revoke it";
  EXPECT_EQ(order.orderer.get(order_path(order)).at("/accessCode/status"), "revoked");
  EXPECT_EQ(order.orderer.del(order_path(order, "/access-codes")).code(), "access_code_none");
  EXPECT_EQ(redeem(site, code).code(), "access_code_revoked");
  EXPECT_EQ(renew(site, code).code(), "access_code_revoked");
  EXPECT_EQ(renew(site, "AAAA-BBBB-CCCC-DDDD").code(), "access_code_unknown");
}

TEST(CodeLife, TheOrdererHasItSentAgainToTheRecipientOnRecord) {
  RecordProperty("requirement", "C03");
  Site site;
  auto order = paid_order(site);
  EXPECT_EQ(order.orderer.post(order_path(order, "/access-codes"), "{}").code(), "access_code_sent_just_now");
  site.advance(minutes{6});
  const auto elsewhere = order.orderer.post(order_path(order, "/access-codes"), R"({"recipientEmail":"x@evil.test"})");
  EXPECT_EQ(elsewhere.field_codes().at("/recipientEmail"), "recipient_needs_confirmation");
  const auto first = waiting_code(site, order.order_id);
  EXPECT_EQ(order.orderer.post(order_path(order, "/access-codes"), "{}").status, 201);
  EXPECT_EQ(redeem(site, first).code(), "access_code_revoked");
  EXPECT_EQ(redeem(site, waiting_code(site, order.order_id)).status, 201);
}

TEST(CodeLife, AnotherRecipientIsConfirmedFromTheOrderersMailbox) {
  RecordProperty("requirement", "C03 G01");
  Site site;
  auto order = paid_order(site);
  const auto code = waiting_code(site, order.order_id);
  const auto body = text({{"recipient", boost::json::object{{"name", "高橋 一郎"}, {"email", "ichiro@aozora.test"}}}});
  const auto asked = order.orderer.post(order_path(order, "/recipient-changes"), body);
  ASSERT_EQ(asked.status, 201) << asked.body;
  EXPECT_EQ(asked.at("/confirmAt"), "t***@aozora.test");
  EXPECT_EQ(order.orderer.get(order_path(order)).at("/recipient/email"), order.orderer_mail()) << "nothing has changed yet";
  const auto confirmation = waiting_code(site, order.order_id);
  const auto confirm = [&](const std::string& typed) {
    return order.orderer.post(order_path(order, "/recipient-confirmations"), text({{"code", typed}}));
  };
  EXPECT_EQ(confirm("AAAA-BBBB-CCCC-DDDD").code(), "recipient_code_wrong");
  const auto changed = confirm(confirmation);
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(changed.at("/recipient/email"), "ichiro@aozora.test");
  EXPECT_EQ(confirm(confirmation).code(), "recipient_code_wrong") << "once";
  EXPECT_EQ(redeem(site, code).code(), "access_code_revoked");
  EXPECT_EQ(redeem(site, waiting_code(site, order.order_id)).status, 201);
  const auto told = queued_about(site, order.order_id, "送付先を変更しました");
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].to, order.orderer_mail());
  EXPECT_TRUE(site.staff("staff_auditor").get(Site::api("/audit-events?object=" + order.order_id)).body.contains("recipient_changed"));
  for (int i = 0; i < 8; ++i) EXPECT_EQ(confirm("AAAA-BBBB-CCCC-DDDD").code(), "recipient_code_wrong");
  EXPECT_EQ(confirm("AAAA-BBBB-CCCC-DDDD").code(), "too_many_attempts");
}

TEST(CodeLife, AConfirmationLivesADay) {
  RecordProperty("requirement", "C03");
  Site site;
  auto order = place_order(site);
  const auto body = text({{"recipient", boost::json::object{{"name", "高橋 一郎"}, {"email", "ichiro@aozora.test"}}}});
  ASSERT_EQ(order.orderer.post(order_path(order, "/recipient-changes"), body).status, 201);
  const auto confirmation = waiting_code(site, order.order_id);
  site.advance(std::chrono::hours{24});
  EXPECT_EQ(order.orderer.post(order_path(order, "/recipient-confirmations"), text({{"code", confirmation}})).code(),
            "recipient_code_wrong");
}

TEST(CodeLife, TryingADeadCodeIsThrottledByItsOrder) {
  RecordProperty("requirement", "C03 G01");
  Site site;
  auto applying = start_application(site);
  const auto used = waiting_code(site, applying.order.order_id);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(redeem(site, used).code(), "access_code_used");
  auto visitor = site.visitor();
  visitor.language = "ja";
  const auto locked = visitor.post(redemptions, text({{"code", used}}));
  EXPECT_EQ(locked.status, 429);
  EXPECT_TRUE(std::regex_search(locked.at("/detail"), std::regex("10:1[5-7]"))) << "until when: " << locked.body;
}

TEST(CodeLife, APaidOrderThatNobodyAppliedForIsAnnouncedBeforeItLapses) {
  RecordProperty("requirement", "C03");
  Site site;
  const auto order = paid_order(site, {{"name", "鈴木 次郎"}, {"email", "jiro@aozora.test"}});
  auto used = start_application(site);
  auto finance = site.staff("finance");
  const auto unused = finance.get(Site::api("/orders?status=unused"));
  ASSERT_EQ(unused.json().at("items").as_array().size(), 1U) << unused.body;
  EXPECT_EQ(unused.at("/items/0/id"), order.order_id);
  EXPECT_EQ(unused.at("/items/0/unusedUntil"), "2027-11-23");
  EXPECT_EQ(finance.get(Site::api("/orders/" + used.order.order_id)).at("/unusedUntil"), "");
  const auto told_at = [&](std::string_view at, const std::string& about) {
    site.clock().set(must(core::parse_rfc3339(at)));
    site.run_jobs();
    site.advance(std::chrono::hours{2});
    site.run_jobs();
    return queued_about(site, order.order_id, about);
  };
  EXPECT_EQ(told_at("2027-10-24T12:00:00Z", "お申し込みがまだ").size(), 0U);
  const auto told = told_at("2027-10-25T16:00:00Z", "お申し込みがまだ");
  ASSERT_EQ(told.size(), 2U) << "recipient and orderer, once";
  EXPECT_EQ(told[0].to, "jiro@aozora.test");
  EXPECT_EQ(told[1].to, order.orderer_mail());
  EXPECT_TRUE(told[1].body.contains("2027年11月23日")) << told[1].body;
  EXPECT_TRUE(told[1].body.contains("鈴木 次郎"));
  EXPECT_EQ(told_at("2027-11-23T16:00:00Z", "期限が過ぎました").size(), 2U);
  EXPECT_EQ(queued_about(site, used.order.order_id, "お申し込みがまだ").size(), 0U);
}

TEST(CodeLife, ASecondCodeThatNobodyUsesIsAnnouncedToo) {
  RecordProperty("requirement", "C03 C04");
  Site site;
  auto applying = start_application(site);
  const auto path = Site::api("/applications/" + applying.application_id);
  const Headers seen{{"If-Match", version_tag(applying.applicant.get(path))}};
  ASSERT_EQ(applying.applicant.post(path + "/withdrawals", "{}", seen).status, 200);
  auto finance = site.staff("finance");
  EXPECT_EQ(finance.get(order_path(applying.order)).at("/unusedUntil"), "2027-11-23");
  EXPECT_EQ(finance.get(Site::api("/orders?status=unused")).at("/items/0/id"), applying.order.order_id);
  site.clock().set(must(core::parse_rfc3339("2027-10-25T16:00:00Z")));
  site.run_jobs();
  EXPECT_FALSE(queued_about(site, applying.order.order_id, "お申し込みがまだ").empty());
}

TEST(CodeLife, NoCodeOutlivesTheRightToApply) {
  RecordProperty("requirement", "C03");
  Site site;
  const auto order = paid_order(site);
  const auto begun = paid_order(site);
  auto at_work = submitted_case(site);
  site.clock().set(must(core::parse_rfc3339("2027-11-20T03:00:00Z")));
  auto support = site.staff("support");
  const auto sent = support.post(order_path(order, "/access-codes"), "{}");
  ASSERT_EQ(sent.status, 201) << sent.body;
  EXPECT_EQ(sent.at("/accessCode/expiresAt"), "2027-11-23T15:00:00Z") << "the end of the year's last day in Japan";
  const auto code = waiting_code(site, order.order_id);
  ASSERT_EQ(support.post(order_path(begun, "/access-codes"), "{}").status, 201);
  site.clock().set(must(core::parse_rfc3339("2027-11-23T14:00:00Z")));
  const auto opened = redeem(site, waiting_code(site, begun.order_id));
  ASSERT_EQ(opened.status, 201) << opened.body;
  site.clock().set(must(core::parse_rfc3339("2027-11-23T15:00:00Z")));
  EXPECT_EQ(redeem(site, code).code(), "access_code_expired");
  EXPECT_EQ(renew(site, code).code(), "order_right_lapsed");
  Applying late{begun, site.visitor(), opened.at("/applicationId")};
  late.applicant.bearer = opened.at("/token");
  EXPECT_EQ(submit(late, draft_json(begun.mark, begun.names)).code(), "order_right_lapsed");
  EXPECT_EQ(site.staff("support").post(order_path(at_work.applying.order, "/access-codes"), "{}").status, 201)
      << "what is at the desk already is gone on with";
  EXPECT_EQ(redeem(site, waiting_code(site, at_work.applying.order.order_id)).status, 201);
}

TEST(CodeLife, APaymentAfterTheOrdersYearSendsNoCode) {
  RecordProperty("requirement", "C02 C03");
  Site site;
  const auto order = place_order(site);
  site.clock().set(must(core::parse_rfc3339("2027-11-23T15:00:00Z")));
  const auto paid = pay(site, order, order.total);
  ASSERT_EQ(paid.status, 201) << paid.body;
  EXPECT_EQ(paid.at("/status"), "paid") << "the money is not lost";
  EXPECT_EQ(paid.at("/accessCode"), "");
  EXPECT_EQ(paid.at("/unusedUntil"), "2027-11-23");
  EXPECT_EQ(paid.at("/timeline/1/status"), "done");
  EXPECT_EQ(paid.at("/timeline/2/status"), "waiting") << "for a code that nobody sends";
  EXPECT_TRUE(queued_about(site, order.order_id, "アクセスコード").empty());
  const auto told = queued_about(site, order.order_id, "ご入金");
  ASSERT_EQ(told.size(), 1U);
  EXPECT_TRUE(told[0].body.contains("ご注文から1年を過ぎている")) << told[0].body;
  const auto id = storage::OrderId::stored(order.order_id);
  EXPECT_TRUE(must(site.world().database.read([&](storage::Transaction& tx) { return storage::list_licences_of_order(tx, id); })).empty())
      << "nothing to spend while the money is given back";
}

TEST(CodeLife, WhoeverGetsTheMailsHasACodeSentToComeIn) {
  RecordProperty("requirement", "C03 C04");
  Site site;
  auto made = submitted_case(site);
  const auto& order = made.applying.order;
  const auto path = made.application_path("/entry-codes");
  auto visitor = site.visitor();
  site.advance(minutes{6});
  const auto codes = [&] { return queued_about(site, order.order_id, "お申し込みの続き"); };
  EXPECT_EQ(visitor.post(path, R"({"email":"stranger@example.com"})").status, 204);
  EXPECT_TRUE(codes().empty()) << "nothing goes to another address, and nobody is told whose it is";
  const auto technical = order.mark + "-technical@aozora.test";
  EXPECT_EQ(visitor.post(path, text({{"email", technical}})).status, 204);
  ASSERT_EQ(codes().size(), 1U);
  EXPECT_EQ(codes()[0].to, technical);
  EXPECT_EQ(visitor.post(path, text({{"email", technical}})).status, 204);
  EXPECT_EQ(codes().size(), 1U) << "not twice within five minutes";
  EXPECT_EQ(redeem(site, waiting_code(site, order.order_id)).at("/applicationId"), made.applying.application_id);
  EXPECT_EQ(visitor.post(Site::api("/applications/app_00000000000000000000000000/entry-codes"), text({{"email", technical}})).status, 404);
}

TEST(CodeLife, ACodeToComeInIsSentTenTimesADayToAMailbox) {
  RecordProperty("requirement", "C03 G01");
  Site site;
  auto made = submitted_case(site);
  const auto& order = made.applying.order;
  const auto ask = [&](const std::string& email) {
    site.advance(minutes{6});
    auto visitor = site.visitor();
    return visitor.post(made.application_path("/entry-codes"), text({{"email", email}}));
  };
  const auto technical = order.mark + "-technical@aozora.test";
  for (int i = 0; i < 10; ++i) {
    ASSERT_EQ(ask(technical).status, 204) << i;
    ASSERT_EQ(ask("stranger@example.com").status, 204) << i;
  }
  EXPECT_EQ(queued_about(site, order.order_id, "お申し込みの続き").size(), 10U);
  const auto tagged = order.mark + "-technical+more@aozora.test";
  for (const auto& email : {technical, tagged, std::string("stranger@example.com")}) {
    const auto refused = ask(email);
    EXPECT_EQ(refused.status, 429) << email;
    EXPECT_EQ(refused.code(), "access_codes_spent") << "the answer does not tell who they are: " << email;
    EXPECT_NE(refused.header("retry-after"), "");
  }
  EXPECT_EQ(queued_about(site, order.order_id, "お申し込みの続き").size(), 10U);
  EXPECT_EQ(ask(order.orderer_mail()).status, 204) << "another mailbox";
  site.advance(std::chrono::hours{24});
  EXPECT_EQ(ask(technical).status, 204);
  EXPECT_EQ(queued_about(site, order.order_id, "お申し込みの続き").size(), 12U);
}

TEST(CodeLife, AReplacedTechnicalContactDoesNotComeInAnyMore) {
  RecordProperty("requirement", "C03 G01");
  Site site;
  auto made = submitted_case(site);
  const auto& order = made.applying.order;
  site.advance(minutes{6});
  auto former = site.visitor();
  const auto technical = order.mark + "-technical@aozora.test";
  ASSERT_EQ(former.post(made.application_path("/entry-codes"), text({{"email", technical}})).status, 204);
  former.bearer = redeem(site, waiting_code(site, order.order_id)).at("/token");
  ASSERT_EQ(former.get(made.application_path()).status, 200);
  const auto person = person_json("佐藤", order.mark + "-new@aozora.test");
  const auto replaced =
      made.applying.applicant.post(made.application_path("/contact-replacements"), text({{"role", "technical"}, {"person", person}}));
  ASSERT_EQ(replaced.status / 100, 2) << replaced.body;
  EXPECT_EQ(former.get(made.application_path()).status, 401);
  EXPECT_EQ(made.applying.applicant.get(made.application_path()).status, 200) << "whoever replaced them goes on";
}

TEST(CodeLife, AnApplicantsSessionDoesNotManageTheOrdersCodes) {
  RecordProperty("requirement", "C03 G01");
  Site site;
  auto applying = start_application(site);
  EXPECT_EQ(applying.applicant.post(order_path(applying.order, "/access-codes"), "{}").status, 403);
  EXPECT_EQ(applying.applicant.del(order_path(applying.order, "/access-codes")).status, 403);
}

} // namespace
