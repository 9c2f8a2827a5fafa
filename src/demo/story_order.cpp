#include "demo/errors.h"
#include "demo/story.h"

#include "core/time.h"

#include <regex>

namespace demo {
namespace {

boost::json::object customer() {
  return {{"organizationName", "株式会社青空商事"},
          {"organizationKana", "アオゾラショウジ"},
          {"corporateNumber", "6010001999001"},
          {"postalCode", "1009999"},
          {"state", "東京都"},
          {"locality", "千代田区"},
          {"street", "丸の内九丁目9番9号"},
          {"department", "情報システム部"},
          {"contactName", "佐藤 花子"},
          {"email", "hanako@aozora.example.jp"},
          {"phone", "03-0000-0001"}};
}

core::Result<void> expect_pdf(const std::string& bytes, const std::string& what) {
  if (bytes.starts_with("%PDF-")) return {};
  return core::fail(errors::demo_step_failed, {{"step", what}, {"why", "no PDF"}});
}

} // namespace

core::Result<void> Story::quote_and_order() {
  const auto quote = TRY(visitor_.post("/api/v1/quotes", {{"product", "advantage"},
                                                          {"termYears", 1},
                                                          {"names", {std::string(demo_domain), "www." + std::string(demo_domain)}},
                                                          {"customer", customer()},
                                                          {"language", core::to_string(setting_.language)}}));
  visitor_.bearer = text_at(quote, "/token");
  TRY(expect_pdf(TRY(visitor_.download("/api/v1/quotes/" + text_at(quote, "/id") + "/pdf")), "quote"));
  const auto order = TRY(visitor_.post("/api/v1/orders", {{"quoteId", text_at(quote, "/id")}}));
  order_id_ = text_at(order, "/id");
  order_number_ = text_at(order, "/number");
  total_ = order.at("total").as_int64();
  const auto invoice = TRY(visitor_.download("/api/v1/orders/" + order_id_ + "/invoice"));
  TRY(expect_pdf(invoice, "invoice"));
  outside::write_file(setting_.work / "invoice.pdf", invoice);
  narrator_.note(order_number_ + ", " + text_at(order, "/total") + "円, " + file("invoice.pdf"));
  return {};
}

core::Result<void> Story::pay() {
  const auto today = core::to_string(core::TimeZone::tokyo().date_of(core::SystemClock{}.now()));
  const auto order = TRY(member("finance").client.post(
      "/api/v1/orders/" + order_id_ + "/payments",
      {{"amount", total_}, {"receivedOn", today}, {"payerName", "カ)アオゾラシヨウジ"}, {"reference", "demo-0001"}}));
  const auto receipt = TRY(visitor_.download("/api/v1/orders/" + order_id_ + "/receipt"));
  TRY(expect_pdf(receipt, "receipt"));
  outside::write_file(setting_.work / "receipt.pdf", receipt);
  narrator_.note(text_at(order, "/status") + ", " + file("receipt.pdf"));
  return {};
}

core::Result<void> Story::take_access_code() {
  const auto mail =
      servers_.mail.wait_for("hanako@aozora.example.jp", setting_.language == core::Language::ja ? "アクセスコード" : "ccess code");
  std::smatch code;
  if (!std::regex_search(mail.body, code, std::regex("[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")))
    return core::fail(errors::demo_step_failed, {{"step", "access code"}, {"why", mail.body}});
  const auto redeemed = TRY(visitor_.post("/api/v1/access-code-redemptions", {{"code", code.str()}}));
  application_id_ = text_at(redeemed, "/applicationId");
  visitor_.bearer = text_at(redeemed, "/token");
  narrator_.note(mail.subject);
  return {};
}

} // namespace demo
