#include "support/story.h"

#include <gtest/gtest.h>

namespace {

using namespace support;

TEST(Products, AreListedInTheReadersLanguage) {
  RecordProperty("requirement", "A01 A02");
  auto visitor = Site::shared().visitor();
  const auto english = visitor.get(Site::api("/products"));
  EXPECT_EQ(english.at("/items/0/id"), "advantage");
  EXPECT_EQ(english.at("/items/0/level"), "OV");
  visitor.language = "ja";
  EXPECT_NE(visitor.get(Site::api("/products")).at("/items/0/name"), english.at("/items/0/name"));
}

TEST(Policies, CarryDateAndSource) {
  RecordProperty("requirement", "A12");
  auto visitor = Site::shared().visitor();
  const auto list = visitor.get(Site::api("/policies?at=2026-11-24T00:00:00Z"));
  ASSERT_EQ(list.status, 200) << list.body;
  EXPECT_EQ(list.at("/ruleSet"), "private");
  ASSERT_GT(list.json().at("items").as_array().size(), 3U);
  for (const auto& item : list.json().at("items").as_array()) {
    EXPECT_TRUE(item.at("from").is_string()) << item.at("id");
    EXPECT_FALSE(item.at("source").as_string().empty()) << item.at("id");
  }
  EXPECT_EQ(visitor.get(Site::api("/policies?at=yesterday")).field_codes().at("?at"), "field_not_a_time");
}

TEST(Issuers, NameTheirFiles) {
  RecordProperty("requirement", "A09");
  const auto list = Site::shared().visitor().get(Site::api("/issuers"));
  EXPECT_EQ(list.json().at("items").as_array().size(), 2U);
  EXPECT_NE(list.body.find("/pki/ov.cer"), std::string::npos);
}

TEST(Register, WantsANumberOrAName) {
  RecordProperty("requirement", "C07 G01");
  auto visitor = Site::shared().visitor();
  EXPECT_EQ(visitor.get(Site::api("/register-entries")).field_codes().at("?name"), "field_missing");
  EXPECT_EQ(visitor.get(Site::api("/register-entries?number=123")).status, 422);
  EXPECT_EQ(visitor.get(Site::api("/register-entries?number=3987654321098")).json().at("items").as_array().size(), 0U);
}

TEST(Csr, IsShownBackWithItsChecks) {
  RecordProperty("requirement", "A10");
  auto visitor = Site::shared().visitor();
  const auto path = Site::api("/csr-inspections");
  const auto good = visitor.post(path, text({{"csr", make_csr({"www.example.jp", "example.jp"})}}));
  ASSERT_EQ(good.status, 200) << good.body;
  EXPECT_EQ(good.at("/acceptable"), "true");
  EXPECT_EQ(good.at("/keyType"), "ec");
  EXPECT_EQ(good.at("/curve"), "P-256");
  EXPECT_EQ(good.at("/names/0"), "www.example.jp");
  const auto weak = visitor.post(path, text({{"csr", make_csr({"www.example.jp"}, "1024")}}));
  EXPECT_EQ(weak.status, 200);
  EXPECT_EQ(weak.at("/acceptable"), "false");
  EXPECT_NE(weak.body.find("2048"), std::string::npos) << "says what to do";
  const auto large = visitor.post(path, text({{"csr", make_csr({"www.example.jp"}, "P-521")}}));
  EXPECT_EQ(large.at("/acceptable"), "false") << "the rules in force allow P-256 and P-384";
  EXPECT_NE(large.body.find("P-256, P-384"), std::string::npos) << large.body;
  EXPECT_EQ(visitor.post(path, text({{"csr", "not a request"}})).status, 422);
  EXPECT_EQ(visitor.post(path, text({{"csr", std::string(300'000, 'A')}})).status, 413);
}

} // namespace
