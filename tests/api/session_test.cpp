#include "support/enrolled.h"
#include "support/story.h"

#include <gtest/gtest.h>

namespace {

using namespace support;

const std::string session = Site::api("/session");

constexpr auto good_password = "correct horse battery";

TEST(Sessions, FirstLogInAsksForPasswordAndSecondFactor) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  const auto user = new_user(site, "specialist");
  auto client = site.desk_visitor();
  const auto first = log_in(client, user.email, user.one_time_password);
  ASSERT_EQ(first.status, 200) << first.body;
  EXPECT_EQ(first.at("/mustChangePassword"), "true");
  EXPECT_EQ(client.get(Site::api("/cases")).code(), "password_change_required");
  const auto old_cookie = client.cookies.at("__Host-desk_sid");
  const auto weak = client.post(session + "/passwords", text({{"current", user.one_time_password}, {"next", "short"}}));
  EXPECT_EQ(weak.field_codes().at("/next"), "password_too_short");
  EXPECT_EQ(client.post(session + "/passwords", text({{"current", "wrong"}, {"next", good_password}})).field_codes().at("/current"),
            "password_wrong");
  EXPECT_EQ(client.post(session + "/passwords", text({{"current", user.one_time_password}, {"next", good_password}})).status, 200);
  EXPECT_NE(client.cookies.at("__Host-desk_sid"), old_cookie) << "the session gets another secret";
  EXPECT_EQ(client.get(Site::api("/cases")).code(), "totp_enrolment_required");
  const auto started = client.post(session + "/totp");
  EXPECT_TRUE(started.at("/uri").starts_with("otpauth://totp/"));
  EXPECT_EQ(client.post(session + "/totp/confirmations", text({{"code", "000000"}})).status, 422);
  const auto confirmed = client.post(session + "/totp/confirmations", text({{"code", totp_now(site, started.at("/secret"))}}));
  ASSERT_EQ(confirmed.status, 200) << confirmed.body;
  EXPECT_EQ(confirmed.at("/mustEnrolTotp"), "false");
  EXPECT_EQ(client.get(Site::api("/cases")).status, 200);
}

TEST(Sessions, SecondFactorIsNeededAndWorksOnce) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  const auto enrolled = enrol(site);
  auto client = site.desk_visitor();
  EXPECT_EQ(log_in(client, enrolled.email, enrolled.password).code(), "totp_required");
  EXPECT_EQ(log_in(client, enrolled.email, enrolled.password, totp_now(site, enrolled.secret)).code(), "totp_wrong")
      << "the code of the enrolment";
  site.advance(std::chrono::seconds{60});
  const auto code = totp_now(site, enrolled.secret);
  EXPECT_EQ(log_in(client, enrolled.email, enrolled.password, code).status, 200);
  auto thief = site.desk_visitor();
  EXPECT_EQ(log_in(thief, enrolled.email, enrolled.password, code).code(), "totp_wrong");
}

TEST(Sessions, WrongPasswordsLockTheLogIn) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  site.advance(std::chrono::minutes{20});
  const auto user = new_user(site, "support");
  auto client = site.desk_visitor();
  for (int i = 0; i < 5; ++i) EXPECT_EQ(log_in(client, user.email, "wrong").code(), "login_refused");
  const auto locked = log_in(client, user.email, user.one_time_password);
  EXPECT_EQ(locked.status, 429);
  EXPECT_NE(locked.header("retry-after"), "");
  EXPECT_EQ(log_in(client, "nobody@staff.test", "wrong").code(), "login_refused") << "not told apart";
  site.advance(std::chrono::minutes{16});
  EXPECT_EQ(log_in(client, user.email, user.one_time_password).status, 200);
}

TEST(Sessions, EndByLogOutIdlenessAndAge) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  auto client = site.staff("support");
  EXPECT_EQ(client.get(session).at("/kind"), "staff");
  auto copy = client;
  EXPECT_EQ(client.del(session).status, 204);
  EXPECT_EQ(copy.get(session).at("/kind"), "anonymous");
  auto idle = site.staff("support");
  site.advance(std::chrono::minutes{16});
  EXPECT_EQ(idle.get(session).at("/kind"), "anonymous");
  auto busy = site.staff("support");
  for (int i = 0; i < 71; ++i) {
    site.advance(std::chrono::minutes{10});
    ASSERT_EQ(busy.get(session).at("/kind"), "staff") << i;
  }
  site.advance(std::chrono::minutes{11});
  EXPECT_EQ(busy.get(session).at("/kind"), "anonymous") << "12 hours at most";
}

TEST(Sessions, AnUnattendedPageDoesNotKeepThemAlive) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  auto page = site.staff("support");
  const auto begun = page.get(session);
  const auto ends = begun.at("/endsAt");
  EXPECT_LT(begun.at("/expiresAt"), ends);
  site.advance(std::chrono::minutes{10});
  EXPECT_EQ(page.get(session, {{"X-Background", "1"}}).at("/expiresAt"), begun.at("/expiresAt"));
  const auto used = page.get(session);
  EXPECT_GT(used.at("/expiresAt"), begun.at("/expiresAt"));
  EXPECT_EQ(used.at("/endsAt"), ends);
  for (int i = 0; i < 2; ++i) {
    site.advance(std::chrono::minutes{7});
    EXPECT_EQ(page.get(session, {{"X-Background", "1"}}).at("/kind"), "staff");
  }
  site.advance(std::chrono::minutes{2});
  EXPECT_EQ(page.get(session, {{"X-Background", "1"}}).at("/kind"), "anonymous");
  EXPECT_TRUE(site.visitor().get(session).json().at("expiresAt").is_null()) << "nobody has no session";
}

TEST(Sessions, StateChangesNeedTheTokenAndTheOwnSite) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  auto client = site.staff("support");
  auto forged = client;
  forged.csrf_token = "wrong";
  EXPECT_EQ(forged.del(session).code(), "csrf_token_wrong");
  auto foreign = client;
  foreign.sec_fetch_site = "cross-site";
  EXPECT_EQ(foreign.del(session).code(), "cross_site_request");
  EXPECT_EQ(client.get(session).at("/kind"), "staff");
}

TEST(Sessions, StaffAndCustomersHaveDoorsOfTheirOwn) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  const auto user = new_user(site, "support");
  auto client = site.visitor();
  EXPECT_EQ(log_in(client, user.email, user.one_time_password).code(), "login_refused");
  EXPECT_EQ(site.visitor().get(Site::api("/cases")).status, 404);
  EXPECT_EQ(site.desk_visitor().get(Site::api("/api-keys")).status, 404);
}

TEST(Sessions, NameTheTimeZoneOfTheAccount) {
  RecordProperty("requirement", "G04");
  auto& site = Site::shared();
  const auto abroad = site.customer("requester", site.new_account("America/Los_Angeles")).get(session);
  EXPECT_EQ(abroad.at("/timeZone"), "America/Los_Angeles") << abroad.body;
  EXPECT_EQ(site.customer("requester", site.new_account()).get(session).at("/timeZone"), "Asia/Tokyo");
  EXPECT_EQ(site.visitor().get(session).at("/timeZone"), "Asia/Tokyo") << "nobody's";
  EXPECT_EQ(site.staff("support").get(session).at("/timeZone"), "Asia/Tokyo");
}

TEST(ApiKeys, WorkUntilRevokedAndAreToldOnce) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  const auto account = site.new_account();
  auto admin = site.customer("super_admin", account);
  const auto made = admin.post(Site::api("/api-keys"), text({{"name", "ci"}, {"scopes", boost::json::array{"certificates:read"}}}));
  ASSERT_EQ(made.status, 201) << made.body;
  auto script = site.visitor();
  script.bearer = made.at("/key");
  EXPECT_EQ(script.get(Site::api("/certificates")).status, 200);
  EXPECT_EQ(script.post(Site::api("/certificates"), text({{"csr", "x"}})).status, 403) << "another scope";
  EXPECT_EQ(admin.get(Site::api("/api-keys")).at("/items/0/key"), "");
  auto other = site.customer("super_admin", site.new_account());
  EXPECT_EQ(other.del(Site::api("/api-keys/" + made.at("/id"))).status, 404) << "another tenant's";
  EXPECT_EQ(admin.del(Site::api("/api-keys/" + made.at("/id"))).status, 204);
  EXPECT_EQ(script.get(Site::api("/certificates")).status, 401);
  EXPECT_EQ(site.customer("requester", account).get(Site::api("/api-keys")).status, 403);
}

} // namespace
