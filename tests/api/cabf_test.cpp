#include "core/time.h"
#include "support/cabf_house.h"
#include "support/database.h"

#include <gtest/gtest.h>

/// A house whose issuers are bound to the CA/Browser Forum's rules.
namespace {

using namespace support;

/// The longest validity in days from a day on (BR 6.3.2), written down apart from the program's table.
struct DatedLimit {
  const char* from;
  std::int64_t days;
};
constexpr std::array<DatedLimit, 3> dated_limits{
    {{"2026-03-15T00:00:00Z", 200}, {"2027-03-15T00:00:00Z", 100}, {"2029-03-15T00:00:00Z", 47}}};

core::Instant instant(const std::string& text) { return must(core::parse_rfc3339(text)); }

/// As openssl reads the certificate; both ends are inside (RFC 5280 4.1.2.5).
std::int64_t days_of(const std::string& pem) {
  const auto ends = run_or_throw({"openssl", "x509", "-noout", "-startdate", "-enddate", "-dateopt", "iso_8601"}, pem);
  const auto at = [&](const std::string& label) {
    auto text = ends.substr(ends.find(label) + label.size(), std::string_view("2026-11-24 01:00:00Z").size());
    return instant(text.replace(10, 1, "T"));
  };
  return std::chrono::ceil<std::chrono::days>(at("notAfter=") - at("notBefore=") + std::chrono::seconds{1}).count();
}

/// The values of a rule in force, in seconds.
std::vector<std::string> values_of(const HttpReply& policies, std::string_view id) {
  std::vector<std::string> values;
  const auto document = policies.json();
  for (const auto& item : document.at("items").as_array())
    if (item.at("id").as_string() == id) values.emplace_back(item.at("value").as_string());
  return values;
}

TEST(CabfRules, LimitCertificatesByTheDayOfIssuance) {
  RecordProperty("requirement", "A12");
  auto& house = cabf_house();
  for (std::size_t i = 0; i < dated_limits.size(); ++i) {
    const auto begins = instant(dated_limits[i].from);
    if (i + 1 < dated_limits.size() && house.now() >= instant(dated_limits[i + 1].from)) continue; // the past is not issued in
    if (begins > house.now())
      ASSERT_EQ(house.visitor().post("/test/clock", R"({"now":")" + std::string(dated_limits[i].from) + "\"}").status, 200);
    auto account = vetted_account(house, 1); // evidence of the day before may be too old by the new rules
    const auto issued = issue(account.client, {"www." + account.domain});
    ASSERT_EQ(issued.status, 201) << issued.body;
    const auto by_application = account.client.get("/api/v1/certificates/" + account.certificate_id);
    for (const auto& pem : {issued.at("/pem"), by_application.at("/pem")}) {
      EXPECT_LE(days_of(pem), dated_limits[i].days) << dated_limits[i].from;
      EXPECT_GE(days_of(pem), dated_limits[i].days - 1) << "no shorter than is advised: a day below the limit";
    }
    const auto policies = house.visitor().get("/api/v1/policies");
    EXPECT_EQ(policies.at("/ruleSet"), "cabf");
    EXPECT_EQ(values_of(policies, "tls.validity.max"), std::vector{std::to_string(dated_limits[i].days * 86400)});
  }
}

TEST(CabfRules, AreShownWithDateAndSource) {
  RecordProperty("requirement", "A12");
  auto visitor = cabf_house().visitor();
  for (const std::string at : {"2026-11-24T00:00:00Z", "2027-03-15T00:00:00Z", "2029-03-15T00:00:00Z"}) {
    const auto policies = visitor.get("/api/v1/policies?at=" + at);
    ASSERT_EQ(policies.status, 200) << policies.body;
    const auto document = policies.json();
    const auto& items = document.at("items").as_array();
    EXPECT_GT(items.size(), 100U);
    for (const auto& item : items) {
      ASSERT_TRUE(item.at("from").is_string()) << item;
      EXPECT_LE(instant(std::string(item.at("from").as_string())), instant(at)) << item;
      EXPECT_FALSE(item.at("authority").as_string().empty()) << item;
      EXPECT_FALSE(item.at("section").as_string().empty()) << item;
      EXPECT_TRUE(std::string_view(item.at("source").as_string()).ends_with(item.at("section").as_string())) << item;
    }
  }
}

} // namespace
