#include "domain/money.h"
#include "support/story.h"

#include <gtest/gtest.h>

#include <regex>

namespace {

using namespace support;

const std::string quotes = Site::api("/quotes");

TEST(Quotes, ArePricedWithTaxAndReadAsPdf) {
  RecordProperty("requirement", "C01");
  auto& site = Site::shared();
  auto visitor = site.visitor();
  const auto mark = unique_mark();
  const auto quote = visitor.post(quotes, text(quote_json(mark, {mark + ".example.jp", "www." + mark + ".example.jp"})));
  ASSERT_EQ(quote.status, 201) << quote.body;
  const auto json = quote.json();
  EXPECT_EQ(json.at("total").as_int64(), json.at("net").as_int64() + json.at("tax").as_int64());
  EXPECT_EQ(json.at("tax").as_int64(), json.at("net").as_int64() / 10);
  EXPECT_EQ(quote.at("/status"), "sent");
  visitor.bearer = quote.at("/token");
  const auto shown = visitor.get(quotes + "/" + quote.at("/id"));
  EXPECT_EQ(shown.status, 200);
  EXPECT_EQ(shown.at("/token"), "") << "a token is told once";
  EXPECT_TRUE(shown.at("/lines/0/description").contains("-year term")) << shown.body;
  visitor.language = "ja";
  EXPECT_TRUE(visitor.get(quotes + "/" + quote.at("/id")).at("/lines/0/description").contains("年（")) << "in the reader's language";
  const auto pdf = visitor.get(quote.at("/pdfUrl"));
  EXPECT_EQ(pdf.header("content-type"), "application/pdf");
  TemporaryDirectory directory;
  write_file(directory / "quote.pdf", pdf.body);
  const auto printed = run_or_throw({"pdftotext", "-layout", directory / "quote.pdf", "-"});
  for (const auto& needed : {quote.at("/number"), std::string("見積書"), std::string("青空商事"), std::string("T3987654321098"),
                             std::string("10%"), domain::format_yen(json.at("tax").as_int64()), std::string("有効期限")})
    EXPECT_NE(printed.find(needed), std::string::npos) << needed << "\n" << printed;
  const auto mail = site.mail(mark + "-orderer@aozora.test", quote.at("/number"));
  ASSERT_EQ(mail.attachments.size(), 1U);
  EXPECT_EQ(mail.attachments[0].content, pdf.body);
  EXPECT_FALSE(mail.body.contains("¥")) << "money as the pages write it";
}

TEST(Quotes, TheMailedLinkOpensTheQuoteOnAnotherDevice) {
  RecordProperty("requirement", "C01");
  auto& site = Site::shared();
  const auto mark = unique_mark();
  auto visitor = site.visitor();
  const auto quote = visitor.post(quotes, text(quote_json(mark, {mark + ".example.jp"})));
  const auto mail = site.mail(mark + "-orderer@aozora.test", quote.at("/number"));
  std::smatch link;
  ASSERT_TRUE(std::regex_search(mail.body, link, std::regex("/order#quote=([A-Za-z0-9_-]{43})"))) << mail.body;
  auto other = site.visitor();
  const auto open = [&](const std::string& token) { return other.post(Site::api("/quote-sessions"), text({{"token", token}})); };
  EXPECT_EQ(open("x").code(), "quote_link_unknown");
  const auto opened = open(link[1]);
  ASSERT_EQ(opened.status, 200) << opened.body;
  EXPECT_EQ(opened.at("/number"), quote.at("/number"));
  other.bearer = opened.at("/token");
  EXPECT_EQ(other.get(quote.at("/pdfUrl")).status, 200);
  const auto order = other.post(Site::api("/orders"), text({{"quoteId", quote.at("/id")}}));
  ASSERT_EQ(order.status, 201) << order.body;
  other.bearer.clear();
  const auto late = open(link[1]);
  EXPECT_EQ(late.at("/orderId"), order.at("/id"));
  other.bearer = late.at("/token");
  EXPECT_EQ(other.get(Site::api("/orders/" + order.at("/id"))).status, 404) << "a forwarded quote opens no order";
}

TEST(Quotes, TellEveryWrongFieldAtOnce) {
  RecordProperty("requirement", "C01 G01");
  auto visitor = Site::shared().visitor();
  auto wish = quote_json(unique_mark(), {"a.example.jp"});
  wish["termYears"] = 7;
  auto& customer = wish["customer"].as_object();
  customer["email"] = "nobody";
  customer["phone"] = "12";
  customer["postalCode"] = "9";
  customer["organizationName"] = "";
  customer["corporateNumber"] = "1234567890123";
  const auto refused = visitor.post(quotes, text(wish));
  EXPECT_EQ(refused.status, 422);
  const auto codes = refused.field_codes();
  EXPECT_EQ(codes.at("/termYears"), "term_not_offered");
  EXPECT_EQ(codes.at("/customer/email"), "email_invalid");
  EXPECT_EQ(codes.at("/customer/phone"), "phone_number_invalid");
  EXPECT_EQ(codes.at("/customer/postalCode"), "postal_code_invalid");
  EXPECT_EQ(codes.at("/customer/organizationName"), "field_missing");
  EXPECT_EQ(codes.at("/customer/corporateNumber"), "corporate_number_check_digit");
}

TEST(Quotes, MoreNamesThanTheProductAllowsNameTheProductsThatDo) {
  RecordProperty("requirement", "A03");
  auto visitor = Site::shared().visitor();
  const auto refused = visitor.post(quotes, text(quote_json(unique_mark(), {"a.example.jp", "b.example.jp", "c.example.jp"})));
  EXPECT_EQ(refused.field_codes().at("/names"), "names_too_many") << refused.body;
  EXPECT_NE(refused.body.find("EV"), std::string::npos) << refused.body;
}

TEST(Quotes, BelongToTheirVisitor) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  auto visitor = site.visitor();
  const auto quote = visitor.post(quotes, text(quote_json(unique_mark(), {"x.example.jp"})));
  EXPECT_EQ(visitor.get(quotes + "/" + quote.at("/id")).status, 401);
  auto other = place_order(site).orderer;
  EXPECT_EQ(other.get(quotes + "/" + quote.at("/id")).status, 404);
  EXPECT_EQ(other.get(quote.at("/pdfUrl")).status, 404);
  EXPECT_EQ(other.post(Site::api("/orders"), text({{"quoteId", quote.at("/id")}})).status, 404);
  EXPECT_EQ(site.staff("support").get(quotes + "/" + quote.at("/id")).status, 200);
}

TEST(Quotes, AUserWhoseSessionIsOverIsNotTakenForAVisitor) {
  RecordProperty("requirement", "C01 G01");
  auto user = Site::shared().visitor();
  user.entry = "cms";
  const auto ask = [&] { return user.post(quotes, text(quote_json(unique_mark(), {"x.example.jp"}))); };
  EXPECT_EQ(ask().code(), "not_authenticated");
  user.cookies["__Host-cms_sid"] = "over";
  const auto refused = ask();
  EXPECT_EQ(refused.status, 401) << refused.body;
  EXPECT_EQ(refused.code(), "not_authenticated");
  user.entry = "order";
  EXPECT_EQ(ask().status, 201) << "the public site asks for nobody's name";
}

TEST(Quotes, LapseAndCannotBeOrderedTwice) {
  RecordProperty("requirement", "C01");
  auto& site = Site::shared();
  auto visitor = site.visitor();
  const auto quote = visitor.post(quotes, text(quote_json(unique_mark(), {"y.example.jp"})));
  visitor.bearer = quote.at("/token");
  EXPECT_EQ(visitor.post(Site::api("/orders"), text({{"quoteId", quote.at("/id")}})).status, 201);
  const auto again = visitor.post(Site::api("/orders"), text({{"quoteId", quote.at("/id")}}));
  EXPECT_EQ(again.status, 409);
  EXPECT_EQ(again.code(), "illegal_transition");

  auto late = site.visitor();
  const auto second = late.post(quotes, text(quote_json(unique_mark(), {"z.example.jp"})));
  late.bearer = second.at("/token");
  const auto before = site.clock().now();
  site.advance(std::chrono::hours{24 * 30} - std::chrono::minutes{5});
  EXPECT_EQ(late.get(quotes + "/" + second.at("/id")).at("/status"), "sent");
  site.advance(std::chrono::minutes{10});
  EXPECT_EQ(late.get(quotes + "/" + second.at("/id")).at("/status"), "lapsed");
  const auto refused = late.post(Site::api("/orders"), text({{"quoteId", second.at("/id")}}));
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.code(), "quote_lapsed");
  site.clock().set(before);
}

TEST(Quotes, SameKeyGivesTheSameAnswerOnce) {
  RecordProperty("requirement", "G01");
  auto visitor = Site::shared().visitor();
  const auto mark = unique_mark();
  const auto body = text(quote_json(mark, {"k.example.jp"}));
  const Headers key{{"Idempotency-Key", "quote-" + mark}};
  const auto first = visitor.post(quotes, body, key);
  const auto second = visitor.post(quotes, body, key);
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(second.body, first.body);
  const auto other = visitor.post(quotes, text(quote_json(mark, {"other.example.jp"})), key);
  EXPECT_EQ(other.status, 422);
  EXPECT_EQ(other.code(), "idempotency_key_reused");
}

} // namespace
