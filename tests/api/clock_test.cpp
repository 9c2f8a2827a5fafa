#include "support/house.h"
#include "support/story.h"

#include <gtest/gtest.h>

#include <regex>

namespace {

using namespace support;

HttpReply set_clock(HttpClient& client, const std::string& to) { return client.post("/test/clock", R"({"now":")" + to + "\"}"); }

TEST(TestClock, MovesEverythingThatDependsOnTime) {
  RecordProperty("requirement", "G04");
  House house;
  auto visitor = house.visitor();
  EXPECT_EQ(set_clock(visitor, "2029-02-28T23:59:59Z").at("/now"), "2029-02-28T23:59:59Z");
  EXPECT_EQ(visitor.get("/api/v1/session").at("/now"), "2029-02-28T23:59:59Z");
  EXPECT_EQ(house.desk_visitor().get("/api/v1/session").at("/now"), "2029-02-28T23:59:59Z");
  EXPECT_EQ(set_clock(visitor, "tomorrow").status, 422);
  EXPECT_EQ(visitor.get("/api/v1/session").at("/now"), "2029-02-28T23:59:59Z");
}

TEST(TestClock, QuotesLapse) {
  RecordProperty("requirement", "G04 C01");
  House house;
  auto visitor = house.visitor();
  ASSERT_EQ(set_clock(visitor, "2028-11-01T01:00:00Z").status, 200);
  const auto mark = unique_mark();
  const auto quote = visitor.post("/api/v1/quotes", boost::json::serialize(quote_json(mark, {mark + ".example.jp"})));
  ASSERT_EQ(quote.status, 201) << quote.body;
  visitor.bearer = quote.at("/token");
  EXPECT_TRUE(quote.at("/validUntil").starts_with("2028-11-0")) << quote.body;
  ASSERT_EQ(set_clock(visitor, "2028-11-07T15:00:01Z").status, 200);
  const auto late = visitor.post("/api/v1/orders", R"({"quoteId":")" + quote.at("/id") + "\"}");
  EXPECT_EQ(late.code(), "quote_lapsed") << late.body;
}

TEST(TestClock, TimesAreUtc) {
  RecordProperty("requirement", "G04");
  auto& house = House::shared();
  const auto filed = file_application(house);
  const auto shown = house.staff("specialist").get(filed.path());
  const std::regex utc(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z)");
  EXPECT_TRUE(std::regex_match(shown.at("/openedAt"), utc)) << shown.at("/openedAt");
  EXPECT_TRUE(std::regex_match(shown.at("/dueOn"), std::regex(R"(\d{4}-\d\d-\d\d)"))) << "a day in Tokyo, without a time";
  EXPECT_FALSE(shown.body.contains("+09:00"));
}

TEST(TestClock, IsAbsentWithoutTheFlag) {
  RecordProperty("requirement", "G04");
  const TemporaryDirectory folder;
  const auto program = std::string(SHOMEI_BINARY_DIR) + "/shomei";
  run_or_throw({program, "init", "--data", folder / "data"});
  const auto address = "127.0.0.1:" + std::to_string(free_port());
  const ChildProcess server({program, "serve", "--data", folder / "data", "--listen", address, "--desk-listen", "127.0.0.1:0"},
                            folder / "log");
  HttpClient visitor(address);
  ASSERT_TRUE(wait_until([&] { return visitor.get("/healthz").status == 200; })) << read_file(folder / "log");
  EXPECT_EQ(set_clock(visitor, "2029-01-01T00:00:00Z").status, 405) << "pages answer GET below every path; nothing answers POST here";
  EXPECT_FALSE(visitor.get("/api/v1/session").at("/now").starts_with("2029"));
}

} // namespace
