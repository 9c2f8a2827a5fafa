#include "http/message.h"

#include "http/metrics.h"
#include "http/principal.h"
#include "http/rate_limit.h"
#include "http/url.h"

#include <gtest/gtest.h>

namespace {

TEST(UrlTest, DecodesOnlyWhatIsWellFormed) {
  EXPECT_EQ(http::percent_decode("a%2Fb+c"), "a/b+c");
  for (const auto* text : {"%", "%2", "%g0", "%0a", "%c3%28"}) EXPECT_FALSE(http::percent_decode(text)) << text;
  const auto pairs = http::parse_query_pairs("a=1&&b=x+y%26&c");
  ASSERT_TRUE(pairs);
  EXPECT_EQ(*pairs, (std::vector<std::pair<std::string, std::string>>{{"a", "1"}, {"b", "x y&"}, {"c", ""}}));
}

TEST(RequestTest, FindsHeadersAndCookies) {
  const std::array fields{http::HeaderField{"HOST", "a"}, http::HeaderField{"cookie", "a=1; b=2; a=1"},
                          http::HeaderField{"Cookie", "c=3;d=4"}, http::HeaderField{"Cookie", "b=5"}};
  http::Request request;
  request.headers = fields;
  EXPECT_EQ(request.header("host"), "a");
  EXPECT_EQ(request.cookie("a"), "1");
  EXPECT_EQ(request.cookie("d"), "4");
  EXPECT_EQ(request.cookie("b"), std::nullopt); // which of the two is meant?
  EXPECT_EQ(request.cookie("e"), std::nullopt);
}

TEST(ResponseDeathTest, NeverWritesAHeaderThatSplitsTheAnswer) {
  RecordProperty("requirement", "G01");
  http::Response response;
  EXPECT_DEATH(response.header("Location", "/a\r\nSet-Cookie: x=1"), "");
}

TEST(PermissionTest, PrintsItsName) {
  using namespace http::allow;
  using enum http::Role;
  EXPECT_EQ(anyone.name(), "anyone");
  EXPECT_EQ(any_session.name(), "any session");
  EXPECT_EQ((order | applicant | staff(specialist)).name(), "order | applicant | staff(specialist, approving_specialist)");
  EXPECT_EQ((customer(super_admin, sub_admin) | api_key("certificates:issue")).name(),
            "customer(super_admin, sub_admin) | api_key(certificates:issue)");
  EXPECT_EQ((any_customer | any_staff).name(), "customer | staff");
}

TEST(PermissionTest, TellsRolesAndKindsApart) {
  using namespace http::allow;
  constexpr auto permission = customer(http::Role::requester) | staff(http::Role::finance);
  http::Principal who{.kind = http::PrincipalKind::customer, .role = http::Role::requester};
  EXPECT_TRUE(permission.allows(who));
  who.role = http::Role::read_only;
  EXPECT_FALSE(permission.allows(who));
  who.kind = http::PrincipalKind::staff;
  who.role = http::Role::finance;
  EXPECT_TRUE(permission.allows(who));
  who.pending = http::Pending::password_change;
  EXPECT_FALSE(permission.allows(who));
  EXPECT_TRUE(any_user.allows(who));
  EXPECT_FALSE(any_user.allows(http::Principal{}));
}

TEST(RateLimiterTest, RefillsWithTime) {
  http::RateLimiter limiter(2, 60, 3);
  const http::RateLimiter::TimePoint start{};
  EXPECT_FALSE(limiter.take("a", start));
  EXPECT_FALSE(limiter.take("a", start));
  EXPECT_EQ(limiter.take("a", start), std::chrono::seconds(1));
  EXPECT_FALSE(limiter.take("b", start));
  EXPECT_FALSE(limiter.take("a", start + std::chrono::seconds(1)));
  for (int i = 0; i < 10; ++i) EXPECT_FALSE(limiter.take("k" + std::to_string(i), start + std::chrono::seconds(2)));
}

TEST(MetricsTest, PrintsPrometheusText) {
  http::Metrics metrics;
  metrics.counter("shomei_x_total", "Things", {{"kind", "a\"b"}}).add(3);
  metrics.gauge("shomei_y", "Level", [] { return 1.5; });
  metrics.histogram("shomei_z_seconds", "Time").observe(0.02);
  EXPECT_EQ(&metrics.counter("shomei_x_total", "Things", {{"kind", "a\"b"}}),
            &metrics.counter("shomei_x_total", "Things", {{"kind", "a\"b"}}));
  const auto text = metrics.print();
  EXPECT_TRUE(text.starts_with("# HELP shomei_x_total Things\n# TYPE shomei_x_total counter\nshomei_x_total{kind=\"a\\\"b\"} 3\n"
                               "# HELP shomei_y Level\n# TYPE shomei_y gauge\nshomei_y 1.5\n"))
      << text;
  EXPECT_NE(text.find("shomei_z_seconds_bucket{le=\"0.01\"} 0\nshomei_z_seconds_bucket{le=\"0.05\"} 1\n"), std::string::npos);
  EXPECT_NE(text.find("shomei_z_seconds_bucket{le=\"+Inf\"} 1\nshomei_z_seconds_sum 0.02\nshomei_z_seconds_count 1\n"), std::string::npos);
}

} // namespace
