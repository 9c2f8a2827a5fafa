#include "storage/licences.h"
#include "support/story.h"

#include <gtest/gtest.h>

namespace {

using namespace support;

std::string text(const boost::json::object& json) { return boost::json::serialize(json); }
std::string order_path(const Ordered& order, const std::string& more = {}) { return Site::api("/orders/" + order.order_id + more); }

std::int64_t licences_of(Site& site, const Ordered& order) {
  return static_cast<std::int64_t>(
      site.world()
          .database
          .read([&](storage::Transaction& tx) { return storage::list_licences_of_order(tx, storage::OrderId::stored(order.order_id)); })
          ->size());
}

TEST(Orders, BringAQualifiedInvoiceByMail) {
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
  TemporaryDirectory directory;
  write_file(directory / "invoice.pdf", pdf.body);
  const auto printed = run_or_throw({"pdftotext", "-layout", directory / "invoice.pdf", "-"});
  for (const auto& needed : {std::string("T3987654321098"), shown.at("/invoice/number"), std::string("10%"), std::string("青空商事")})
    EXPECT_NE(printed.find(needed), std::string::npos) << needed << "\n" << printed;
  const auto mail = site.mail(order.orderer_mail(), order.order_number);
  ASSERT_EQ(mail.attachments.size(), 1U);
  EXPECT_EQ(mail.attachments[0].content, pdf.body);
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
  EXPECT_EQ(found.at("/items/0/actions/0/name"), "recordPayment");
  EXPECT_EQ(found.at("/items/0/actions/0/allowed"), "true");
  EXPECT_EQ(found.at("/items/0/actions/1/reasonCode"), "order_not_released");
  EXPECT_EQ(finance.get(Site::api("/orders?status=nonsense")).status, 422);
}

} // namespace
