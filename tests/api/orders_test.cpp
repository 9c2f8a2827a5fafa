#include "core/crypto.h"
#include "domain/money.h"
#include "storage/documents.h"
#include "storage/licences.h"
#include "support/database.h"
#include "support/story.h"

#include <gtest/gtest.h>

#include <map>
#include <thread>

namespace {

using namespace support;

std::string order_path(const Ordered& order, const std::string& more = {}) { return Site::api("/orders/" + order.order_id + more); }

std::int64_t licences_of(Site& site, const Ordered& order) {
  return static_cast<std::int64_t>(
      site.world()
          .database
          .read([&](storage::Transaction& tx) { return storage::list_licences_of_order(tx, storage::OrderId::stored(order.order_id)); })
          ->size());
}

/// What pdftotext reads in a paper, without blanks: the letters of a title stand apart, label and value in columns.
std::string printed(HttpClient& reader, const std::string& url) {
  const auto pdf = reader.get(url);
  EXPECT_EQ(pdf.header("content-type"), "application/pdf") << pdf.body;
  TemporaryDirectory directory;
  write_file(directory / "paper.pdf", pdf.body);
  auto text = run_or_throw({"pdftotext", "-layout", directory / "paper.pdf", "-"});
  std::erase(text, ' ');
  return text;
}

void expect_all(const std::string& text, const std::vector<std::string>& parts) {
  for (const auto& part : parts) EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
}

/// Rate, amount before tax and tax of an order of which all is taxed at 10 %, as they stand in one row.
std::string tax_row(const Ordered& order) {
  const auto net = order.total * 100 / 110;
  return "10%" + domain::format_yen(net) + domain::format_yen(order.total - net);
}

/// Issuer with registration number, content, amounts per rate, recipient: the items of a qualified invoice but the date of supply.
std::vector<std::string> items_of(Site& site, const Ordered& order) {
  return {site.world().config.seller.name,
          "登録番号：T3987654321098",
          "アドバンテージ1年（" + order.names.front() + "）",
          tax_row(order),
          domain::format_yen(order.total),
          "株式会社青空商事",
          "佐藤花子様",
          order.order_number};
}

std::int64_t receipts_of(Site& site, const Ordered& order) {
  return must(site.world().database.read([&](storage::Transaction& tx) {
           return tx.one<std::int64_t>("SELECT count(*) FROM documents WHERE kind = 'receipt' AND order_id = $1", order.order_id);
         }))
      .value();
}

TEST(Orders, BringAnInvoiceByMail) {
  RecordProperty("requirement", "C01");
  auto& site = Site::shared();
  auto order = place_order(site);
  const auto shown = order.orderer.get(order_path(order));
  ASSERT_EQ(shown.status, 200);
  EXPECT_EQ(shown.at("/status"), "invoiced");
  EXPECT_EQ(shown.at("/invoice/registrationNumber"), "T3987654321098");
  EXPECT_EQ(shown.at("/invoice/dueOn"), "2026-12-24");
  EXPECT_EQ(shown.at("/timeline/0/status"), "done");
  EXPECT_EQ(shown.at("/timeline/1/status"), "current");
  EXPECT_NE(shown.at("/bankAccount/number"), "");
  const auto pdf = order.orderer.get(shown.at("/invoice/pdfUrl"));
  const auto mail = site.mail(order.orderer_mail(), order.order_number);
  ASSERT_EQ(mail.attachments.size(), 1U);
  EXPECT_EQ(mail.attachments[0].content, pdf.body);
}

TEST(Orders, TheInvoiceSaysWhereToPayUntilWhenAndThatTheQualifiedOneFollows) {
  RecordProperty("requirement", "C01");
  auto& site = Site::shared();
  auto order = place_order(site);
  const auto shown = order.orderer.get(order_path(order));
  const auto text = printed(order.orderer, shown.at("/invoice/pdfUrl"));
  const auto& bank = site.world().config.seller.bank;
  expect_all(text, items_of(site, order));
  expect_all(text, {"請求書番号" + shown.at("/invoice/number"), "お支払期限2026年12月24日", "お振込先", bank.bank + bank.branch,
                    bank.kind + bank.number, bank.holder, "取引予定日ご入金の確認日", "本書は適格請求書ではありません"});
  EXPECT_EQ(text.find("取引年月日2"), std::string::npos) << "a date that nobody knows yet\n" << text;
}

// 消費税法 57条の4: what a qualified invoice must state.
TEST(Orders, FullPaymentBringsTheQualifiedInvoice) {
  RecordProperty("requirement", "C01");
  auto& site = Site::shared();
  auto order = place_order(site);
  EXPECT_EQ(order.orderer.get(order_path(order, "/receipt")).status, 404);
  const auto before = site.clock().now();
  site.clock().set(must(core::parse_rfc3339("2026-11-25T16:00:00Z"))); // the 26th in Tokyo; the money came on the 24th
  const auto part = pay(site, order, 1000);
  const auto paid = pay(site, order, order.total - 1000);
  site.clock().set(before);
  ASSERT_EQ(paid.status, 201) << paid.body;
  EXPECT_EQ(part.at("/receipt"), "");
  EXPECT_EQ(paid.at("/receipt/issuedOn"), "2026-11-26");
  EXPECT_TRUE(paid.at("/accessCode/issuedAt").starts_with("2026-11-25T16:")) << "what is supplied is delivered with the code";
  const auto text = printed(order.orderer, paid.at("/receipt/pdfUrl"));
  expect_all(text, items_of(site, order));
  expect_all(text, {"領収書兼適格請求書", "領収書番号" + paid.at("/receipt/number"), "取引年月日2026年11月26日", "領収日2026年11月24日"});
  EXPECT_EQ(text.find("お振込先"), std::string::npos) << text;
  EXPECT_EQ(site.staff("finance").get(paid.at("/receipt/pdfUrl")).status, 200);
  const auto kept = must(site.world().database.read(
      [&](storage::Transaction& tx) { return storage::find_document_of_order(tx, storage::OrderId::stored(order.order_id), "receipt"); }));
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->amount, order.total);
  EXPECT_EQ(kept->counterparty, "株式会社青空商事");
  EXPECT_EQ(kept->sha256, core::sha256_hex(kept->pdf));
}

TEST(Orders, TheQualifiedInvoiceComesWithTheMailAboutThePayment) {
  RecordProperty("requirement", "C01");
  auto& site = Site::shared();
  auto order = place_order(site);
  ASSERT_EQ(pay(site, order, order.total).status, 201);
  const auto number = order.orderer.get(order_path(order)).at("/receipt/number");
  const auto mail = site.mail(order.orderer_mail(), "ご入金確認");
  EXPECT_NE(mail.body.find(number), std::string::npos) << mail.body;
  ASSERT_EQ(mail.attachments.size(), 1U);
  EXPECT_EQ(mail.attachments[0].file_name, number + ".pdf");
  EXPECT_EQ(mail.attachments[0].content, order.orderer.get(order_path(order, "/receipt")).body);
}

TEST(Orders, TwoDepositsAtOnceBringOneReceipt) {
  RecordProperty("requirement", "C01 C02");
  auto& site = Site::shared();
  for (const bool enough : {true, false}) {
    auto order = place_order(site);
    const auto amount = enough ? order.total : order.total / 2;
    const auto deposit = [&](const std::string& reference) {
      while (pay(site, order, amount, reference).status == 412) { // the other deposit came in between
      }
    };
    std::thread first(deposit, order.mark + "-1");
    std::thread second(deposit, order.mark + "-2");
    first.join();
    second.join();
    EXPECT_EQ(order.orderer.get(order_path(order)).json().at("paid").as_int64(), 2 * amount);
    EXPECT_EQ(receipts_of(site, order), 1);
    EXPECT_EQ(licences_of(site, order), 1);
  }
}

TEST(Orders, FullPaymentBringsLicenceAndCodeInTwoMails) {
  RecordProperty("requirement", "C02 C03");
  auto& site = Site::shared();
  auto order = place_order(site);
  const auto paid = pay(site, order, order.total);
  ASSERT_EQ(paid.status, 201) << paid.body;
  EXPECT_EQ(paid.at("/status"), "paid");
  EXPECT_EQ(paid.at("/accessCode/status"), "issued");
  EXPECT_EQ(licences_of(site, order), 1);
  const auto code = mailed_code(site, order.orderer_mail());
  int links = 0;
  for (const auto& mail : site.mails().mails()) {
    if (mail.envelope_to != order.orderer_mail() || mail.body.find("/apply") == std::string::npos) continue;
    ++links;
    EXPECT_EQ(mail.body.find(code), std::string::npos) << "the code travels apart from the address";
  }
  EXPECT_GE(links, 1);
}

TEST(Orders, UnderpaidWaitsOverpaidGoesOn) {
  RecordProperty("requirement", "C02");
  auto& site = Site::shared();
  auto order = place_order(site);
  const auto part = pay(site, order, order.total - 1000);
  EXPECT_EQ(part.at("/status"), "partly_paid");
  EXPECT_EQ(part.at("/accessCode"), "");
  EXPECT_EQ(licences_of(site, order), 0);
  const auto rest = pay(site, order, 1500);
  EXPECT_EQ(rest.at("/status"), "overpaid");
  EXPECT_EQ(rest.json().at("paid").as_int64(), order.total + 500);
  EXPECT_EQ(rest.at("/accessCode/status"), "issued");
  EXPECT_EQ(licences_of(site, order), 1);
  EXPECT_EQ(pay(site, order, 100).at("/receipt/number"), rest.at("/receipt/number"));
  EXPECT_EQ(receipts_of(site, order), 1);
}

TEST(Orders, ADepositIsRecordedOnce) {
  RecordProperty("requirement", "C02 G01");
  auto& site = Site::shared();
  auto order = place_order(site);
  const auto reference = unique_mark();
  EXPECT_EQ(pay(site, order, 10, reference).status, 201);
  const auto again = pay(site, order, 10, reference);
  EXPECT_EQ(again.status, 409);
  EXPECT_EQ(again.code(), "payment_already_recorded");
  EXPECT_EQ(order.orderer.get(order_path(order)).json().at("paid").as_int64(), 10);
}

TEST(Orders, TrackerNeedsNumberAndAddress) {
  RecordProperty("requirement", "C01 G01");
  auto& site = Site::shared();
  auto order = place_order(site);
  auto visitor = site.visitor();
  const auto open = [&](const std::string& number, const std::string& mail) {
    return visitor.post(Site::api("/order-sessions"), text({{"orderNumber", number}, {"email", mail}}));
  };
  EXPECT_EQ(open(order.order_number, "other@aozora.test").code(), "order_session_refused");
  EXPECT_EQ(open("A-2026-999999", order.orderer_mail()).code(), "order_session_refused");
  const auto session = open(order.order_number, order.orderer_mail());
  ASSERT_EQ(session.status, 201);
  visitor.bearer = session.at("/token");
  EXPECT_EQ(visitor.get(order_path(order)).status, 200);
  EXPECT_EQ(visitor.get(order_path(place_order(site))).status, 404);
}

TEST(Orders, StaffListAndSearch) {
  RecordProperty("requirement", "C02");
  auto& site = Site::shared();
  auto order = place_order(site);
  auto finance = site.staff("finance");
  const auto found = finance.get(Site::api("/orders?q=" + order.order_number));
  EXPECT_EQ(found.at("/items/0/id"), order.order_id) << found.body;
  const auto document = found.json();
  std::map<std::string, std::string> refusals;
  for (const auto& action : document.at("items").at(0).at("actions").as_array())
    refusals[std::string(action.at("name").as_string())] =
        action.at("allowed").as_bool() ? "" : std::string(action.at("reasonCode").as_string());
  EXPECT_EQ(refusals.at("recordPayment"), "");
  EXPECT_EQ(refusals.at("resendAccessCode"), "order_not_released");
  EXPECT_EQ(finance.get(Site::api("/orders?status=nonsense")).status, 422);
}

} // namespace
