#include "support/cases.h"

#include "storage/access_codes.h"
#include "storage/outbox.h"

#include <gtest/gtest.h>

namespace {

using namespace support;

const std::string redemptions = Site::api("/access-code-redemptions");

Ordered paid_order(Site& site, const boost::json::object& code_recipient = {}) {
  auto order = place_order(site, {}, code_recipient);
  EXPECT_EQ(pay(site, order, order.total).status, 201);
  return order;
}
std::string codes_path(const Ordered& order) { return Site::api("/orders/" + order.order_id + "/access-codes"); }

TEST(AccessCodes, OpenTheApplicationOnce) {
  RecordProperty("requirement", "C03");
  auto& site = Site::shared();
  const auto order = paid_order(site);
  const auto code = mailed_code(site, order.orderer_mail());
  auto visitor = site.visitor();
  auto sloppy = code; // as people type it
  std::erase(sloppy, '-');
  std::ranges::transform(sloppy, sloppy.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const auto opened = visitor.post(redemptions, text({{"code", sloppy}}));
  ASSERT_EQ(opened.status, 201) << opened.body;
  const auto again = visitor.post(redemptions, text({{"code", code}}));
  EXPECT_EQ(again.status, 409);
  EXPECT_EQ(again.code(), "access_code_used");
  visitor.bearer = opened.at("/token");
  const auto application = visitor.get(Site::api("/applications/" + opened.at("/applicationId")));
  EXPECT_EQ(application.at("/status"), "draft");
  EXPECT_EQ(application.at("/orderNumber"), order.order_number);
  EXPECT_EQ(application.at("/draft/organization/name"), "株式会社青空商事");
}

TEST(AccessCodes, AreResentToAnotherRecipientAndLeadBack) {
  RecordProperty("requirement", "C03");
  auto& site = Site::shared();
  const auto order = paid_order(site);
  const auto first = mailed_code(site, order.orderer_mail());
  auto visitor = site.visitor();
  const auto application = visitor.post(redemptions, text({{"code", first}})).at("/applicationId");
  auto support = site.staff("support");
  const auto other = order.mark + "-other@aozora.test";
  EXPECT_EQ(support.post(codes_path(order), text({{"recipientName", "高橋 一郎"}, {"recipientEmail", other}})).status, 201);
  const auto second = mailed_code(site, other);
  EXPECT_NE(second, first);
  EXPECT_EQ(visitor.post(redemptions, text({{"code", second}})).at("/applicationId"), application);
}

TEST(AccessCodes, OfAnotherRecipientEndWhatTheEarlierOneOpened) {
  RecordProperty("requirement", "C03 G01");
  auto& site = Site::shared();
  auto applying = start_application(site);
  const auto& order = applying.order;
  const auto path = Site::api("/applications/" + applying.application_id);
  auto support = site.staff("support");
  EXPECT_EQ(support.post(codes_path(order), "{}").status, 201);
  EXPECT_EQ(applying.applicant.get(path).status, 200) << "the recipient is the same";
  const auto other = order.mark + "-other@aozora.test";
  EXPECT_EQ(support.post(codes_path(order), text({{"recipientName", "高橋 一郎"}, {"recipientEmail", other}})).status, 201);
  EXPECT_EQ(applying.applicant.get(path).status, 401);
  const auto told = queued_about(site, order.order_id, "送付先を変更しました");
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].to, order.orderer_mail());
  EXPECT_TRUE(told[0].body.contains(other)) << told[0].body;
}

TEST(AccessCodes, TellOrdererAndEarlierRecipientOfAChangeByStaff) {
  RecordProperty("requirement", "C03");
  auto& site = Site::shared();
  const auto earlier = unique_mark() + "-recipient@aozora.test";
  const auto order = paid_order(site, {{"name", "鈴木 次郎"}, {"email", earlier}});
  const auto other = order.mark + "-other@aozora.test";
  EXPECT_EQ(site.staff("support").post(codes_path(order), text({{"recipientName", "高橋 一郎"}, {"recipientEmail", other}})).status, 201);
  const auto told = queued_about(site, order.order_id, "送付先を変更しました");
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0].to, earlier);
  EXPECT_EQ(told[1].to, order.orderer_mail());
}

std::string without_hyphens(std::string code) {
  std::erase(code, '-');
  return code;
}

TEST(AccessCodes, GoToWhomTheOrderNamesAndNotToTheOrderer) {
  RecordProperty("requirement", "C03");
  auto& site = Site::shared();
  const auto other = unique_mark() + "-recipient@aozora.test";
  auto order = paid_order(site, {{"name", "鈴木 次郎"}, {"email", other}});
  EXPECT_EQ(order.orderer.get(Site::api("/orders/" + order.order_id)).at("/accessCode/recipientEmail"), other);
  const auto code = mailed_code(site, other);
  EXPECT_NE(site.mail(other, "アクセスコード").body.find("鈴木 次郎 様"), std::string::npos);
  EXPECT_NE(site.mail(other, "お申し込みページ").body.find("/apply"), std::string::npos);
  site.mail(order.orderer_mail(), "ご入金確認"); // so that it is there to be looked at
  int mails = 0;
  for (const auto& mail : site.mails().mails()) {
    if (mail.raw.find(code) == std::string::npos && mail.body.find(code) == std::string::npos) continue;
    EXPECT_EQ(mail.envelope_to, other) << mail.subject;
    ++mails;
  }
  EXPECT_EQ(mails, 1);
  auto visitor = site.visitor();
  EXPECT_EQ(visitor.post(redemptions, text({{"code", code}})).status, 201);
}

TEST(AccessCodes, LeaveOnlyTheirHashInTheDatabase) {
  RecordProperty("requirement", "C03");
  auto& site = Site::shared();
  const auto other = unique_mark() + "-recipient@aozora.test";
  const auto order = paid_order(site, {{"name", "鈴木 次郎"}, {"email", other}});
  const auto sealed = waiting_code(site, order.order_id);
  const auto code = mailed_code(site, other);
  EXPECT_EQ(sealed, code);
  const auto hash = run_or_throw({"sha256sum"}, without_hyphens(code)).substr(0, 64);
  const auto row = site.world().database.read(
      [&](storage::Transaction& tx) { return storage::find_newest_access_code(tx, storage::OrderId::stored(order.order_id)); });
  ASSERT_TRUE(row && *row);
  EXPECT_EQ((*row)->code_hash, hash);
  const auto files_with = [&](const std::string& needle) {
    return run({"grep", "-rlaiF", "-e", needle, site.world().config.directory.string()}).out;
  };
  EXPECT_NE(files_with(hash).find("shomei.db"), std::string::npos) << files_with(hash);
  EXPECT_EQ(files_with(code), "");
  EXPECT_EQ(files_with(without_hyphens(code)), "");
}

TEST(AccessCodes, AreRevokedAndExpire) {
  RecordProperty("requirement", "C03");
  auto& site = Site::shared();
  auto visitor = site.visitor();
  const auto order = paid_order(site);
  const auto code = mailed_code(site, order.orderer_mail());
  auto support = site.staff("support");
  EXPECT_EQ(support.del(codes_path(order)).status, 204);
  EXPECT_EQ(support.del(codes_path(order)).code(), "access_code_none");
  EXPECT_EQ(visitor.post(redemptions, text({{"code", code}})).code(), "access_code_revoked");

  const auto late = paid_order(site);
  const auto kept = mailed_code(site, late.orderer_mail());
  const auto before = site.clock().now();
  site.advance(std::chrono::hours{24 * 30} + std::chrono::seconds{5});
  EXPECT_EQ(visitor.post(redemptions, text({{"code", kept}})).code(), "access_code_expired");
  site.clock().set(before);
}

TEST(AccessCodes, AreNotSentBeforePayment) {
  RecordProperty("requirement", "C03");
  auto& site = Site::shared();
  const auto order = place_order(site);
  const auto refused = site.staff("support").post(codes_path(order), "{}");
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.code(), "order_not_released");
}

TEST(AccessCodes, GuessingIsThrottled) {
  RecordProperty("requirement", "C03 G01");
  auto& site = Site::shared();
  const auto before = site.clock().now();
  site.advance(std::chrono::minutes{20});
  auto visitor = site.visitor();
  for (int i = 0; i < 10; ++i) EXPECT_EQ(visitor.post(redemptions, text({{"code", "AAAA-BBBB-CCCC-DDDD"}})).code(), "access_code_unknown");
  const auto stopped = visitor.post(redemptions, text({{"code", "AAAA-BBBB-CCCC-DDDD"}}));
  EXPECT_EQ(stopped.status, 429);
  EXPECT_NE(stopped.header("retry-after"), "");
  site.advance(std::chrono::minutes{16});
  EXPECT_EQ(visitor.post(redemptions, text({{"code", "AAAA-BBBB-CCCC-DDDD"}})).status, 422);
  site.clock().set(before + std::chrono::minutes{60});
}

TEST(AccessCodes, StoredAndMailedWithoutLeaving) {
  RecordProperty("requirement", "C03");
  auto& site = Site::shared();
  const auto order = paid_order(site);
  const auto code = mailed_code(site, order.orderer_mail());
  const auto rows = site.world().database.read([&](storage::Transaction& tx) { return storage::list_outbox_of(tx, order.order_id); });
  for (const auto& row : *rows) EXPECT_EQ(row.payload.find(code), std::string::npos) << "a waiting mail keeps its code sealed";
}

} // namespace
