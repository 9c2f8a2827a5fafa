#include "sweep.h"

/// Where an API key may be shown from (G01).
namespace {

using namespace sweep;

const std::string keys = Site::api("/api-keys");

HttpReply make_key(HttpClient& admin, const boost::json::array& ranges) {
  return admin.post(keys, boost::json::serialize(boost::json::object{
                              {"name", "ci"}, {"scopes", boost::json::array{"certificates:read"}}, {"ipRanges", ranges}}));
}

TEST(ApiKeyRanges, LetTheKeyInFromThereOnly) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  auto admin = site.customer("super_admin", site.new_account());
  auto script = site.visitor();
  for (const boost::json::array& here :
       {boost::json::array{}, boost::json::array{"127.0.0.0/8"}, boost::json::array{"2001:db8::/32", "127.0.0.1"}}) {
    const auto made = make_key(admin, here);
    ASSERT_EQ(made.status, 201) << made.body;
    script.bearer = made.at("/key");
    EXPECT_EQ(script.get(Site::api("/certificates")).status, 200) << made.body;
  }
  for (const boost::json::array& elsewhere :
       {boost::json::array{"192.0.2.0/24"}, boost::json::array{"127.0.0.2"}, boost::json::array{"::/0"}, boost::json::array{"::1"}}) {
    const auto made = make_key(admin, elsewhere);
    script.bearer = made.at("/key");
    for (const auto* language : {"ja", "en"}) {
      script.language = language;
      const auto refused = script.get(Site::api("/certificates"));
      expect_refusal(refused, 403, "api_key_address_refused", script, made.body);
      EXPECT_TRUE(refused.at("/detail").contains("127.0.0.1")) << refused.body;
    }
    expect_refusal(script.get(Site::api("/products")), 403, "api_key_address_refused", script, "not even where nobody need be known");
  }
}

TEST(ApiKeyRanges, FollowTheAddressOfEachRequest) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  auto admin = site.customer("super_admin", site.new_account());
  auto script = site.visitor();
  script.bearer = make_key(admin, {"127.0.0.8/30"}).at("/key");
  for (const auto& [from, status] :
       std::map<std::string, int>{{"127.0.0.7", 403}, {"127.0.0.8", 200}, {"127.0.0.11", 200}, {"127.0.0.12", 403}, {"127.0.0.1", 403}}) {
    script.from = from;
    EXPECT_EQ(script.get(Site::api("/certificates")).status, status) << from;
  }
}

TEST(ApiKeyRanges, RefusalsAreAuditedButDoNotFloodTheLog) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  auto admin = site.customer("super_admin", site.new_account());
  const auto made = make_key(admin, {"192.0.2.7", "192.0.2.0/24", "192.0.2.7/32"});
  EXPECT_EQ(boost::json::serialize(made.json().at("ipRanges")), R"(["192.0.2.7","192.0.2.0/24"])");
  EXPECT_EQ(boost::json::serialize(admin.get(keys).json().at("items").at(0).at("ipRanges")), R"(["192.0.2.7","192.0.2.0/24"])");
  auto script = site.visitor();
  script.bearer = made.at("/key");
  for (int i = 0; i < 30; ++i) EXPECT_EQ(script.get(Site::api("/certificates")).status, 403);
  const auto log = site.staff("staff_auditor").get(Site::api("/audit-events?object=" + made.at("/id") + "&limit=200")).json();
  std::int64_t refused = 0;
  for (const auto& event : log.at("items").as_array()) {
    if (event.at("action").as_string() != "api_key_address_refused") continue;
    EXPECT_EQ(event.at("origin").as_string(), "127.0.0.1");
    EXPECT_EQ(event.at("actor").as_string(), made.at("/id"));
    ++refused;
  }
  EXPECT_EQ(refused, 10);
}

TEST(ApiKeyRanges, AreReadStrictly) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  auto admin = site.customer("super_admin", site.new_account());
  const NothingChanges watch(site, "createApiKey");
  for (const auto* language : {"ja", "en"}) {
    admin.language = language;
    const auto refused = make_key(admin, {"192.0.2.0/24", "192.0.2.7/24", "office", "2001:db8::/129"});
    expect_refusal(refused, 422, "invalid_request", admin, "ranges");
    const std::map<std::string, std::string> expected{
        {"/ipRanges/1", "ip_range_invalid"}, {"/ipRanges/2", "ip_range_invalid"}, {"/ipRanges/3", "ip_range_invalid"}};
    EXPECT_EQ(refused.field_codes(), expected);
  }
}

TEST(ApiKey, IsRefusedAtOnceWhenItIsRevoked) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  auto admin = site.customer("super_admin", site.new_account());
  auto script = site.visitor();
  const auto made = make_key(admin, {});
  script.bearer = made.at("/key");
  for (int use = 0; use < 3; ++use) EXPECT_EQ(script.get(Site::api("/certificates")).status, 200);
  EXPECT_EQ(admin.del(keys + "/" + made.at("/id")).status, 204);
  expect_refusal(script.get(Site::api("/certificates")), 401, "session_unknown", script, "the look-up a moment ago must not count");
}

} // namespace
