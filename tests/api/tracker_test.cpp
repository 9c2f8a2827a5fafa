#include "support/cases.h"

#include <gtest/gtest.h>

/// The order tracker: whoever knows an order's number and a mail address sees how it stands, and no more (C01, G01).
namespace {

using namespace support;

std::string order_path(const Ordered& order, const std::string& more = {}) { return Site::api("/orders/" + order.order_id + more); }
HttpReply track(HttpClient& client, const Ordered& order) {
  return client.post(Site::api("/order-sessions"), text({{"orderNumber", order.order_number}, {"email", order.orderer_mail()}}));
}

TEST(Tracker, SeesTheStateAndNothingAboutPeople) {
  RecordProperty("requirement", "C01 G01");
  auto& site = Site::shared();
  auto made = submitted_case(site);
  const auto& order = made.applying.order;
  auto tracker = tracker_of(site, order);
  EXPECT_EQ(tracker.get(Site::api("/session")).at("/kind"), "tracker");
  const auto seen = tracker.get(order_path(order));
  ASSERT_EQ(seen.status, 200) << seen.body;
  EXPECT_EQ(seen.at("/timeline/3/status"), "done");
  EXPECT_EQ(seen.at("/recipient/email"), order.orderer_mail().substr(0, 1) + "***@aozora.test");
  const auto application = tracker.get(made.application_path());
  ASSERT_EQ(application.status, 200) << application.body;
  EXPECT_EQ(application.at("/status"), "vetting");
  EXPECT_NE(application.at("/steps/0/step"), "");
  EXPECT_EQ(application.at("/names/0"), order.names[0]);
  for (const std::string secret : {"@aozora.test\"", "+8136738", "03-6738", "山田", "CERTIFICATE REQUEST"}) {
    if (secret != "@aozora.test\"") EXPECT_FALSE(seen.body.contains(secret)) << secret << " in " << seen.body;
    EXPECT_FALSE(application.body.contains(secret)) << secret << " in " << application.body;
  }
  EXPECT_FALSE(seen.body.contains(order.orderer_mail())) << seen.body;
}

TEST(Tracker, ActsOnNothingThatNoMailConfirms) {
  RecordProperty("requirement", "C01 G01");
  auto& site = Site::shared();
  auto made = submitted_case(site);
  const auto& order = made.applying.order;
  auto tracker = tracker_of(site, order);
  const auto tag = version_tag(made.applying.applicant.get(made.application_path()));
  EXPECT_EQ(tracker.post(made.application_path("/withdrawals"), "{}", {{"If-Match", tag}}).code(), "not_allowed");
  EXPECT_EQ(tracker.get(made.application_path("/consents")).code(), "not_allowed");
  EXPECT_EQ(tracker.get(made.application_path("/call-bookings")).code(), "not_allowed");
  EXPECT_EQ(tracker.del(order_path(order, "/access-codes")).code(), "not_allowed");
  EXPECT_EQ(tracker.get(order_path(order, "/invoice")).code(), "not_allowed");
  EXPECT_EQ(made.applying.applicant.get(made.application_path()).at("/status"), "vetting");
  const auto changed = tracker.post(order_path(order, "/recipient-changes"), R"({"recipient":{"name":"高橋 一郎","email":"i@evil.test"}})");
  EXPECT_EQ(changed.status, 201) << "takes effect by the code that is mailed to the orderer: " << changed.body;
}

TEST(Tracker, LeavesThePowersOfTheSessionThatIsThereAlready) {
  RecordProperty("requirement", "C01");
  auto& site = Site::shared();
  auto order = place_order(site);
  const auto again = track(order.orderer, order);
  ASSERT_EQ(again.status, 201) << again.body;
  auto orderer = site.visitor();
  orderer.bearer = again.at("/token");
  EXPECT_EQ(orderer.get(order_path(order, "/invoice")).status, 200);
  const auto other = place_order(site);
  const auto elsewhere = track(order.orderer, other);
  orderer.bearer = elsewhere.at("/token");
  EXPECT_EQ(orderer.get(order_path(other, "/invoice")).status, 403) << "of another order it is a tracker only";
}

TEST(Sessions, OfPagesAreNotToldInTheBody) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  const auto as_page = [&](const std::string& path, const boost::json::object& body) {
    auto page = site.visitor();
    return page.request("POST", Site::api(path), text(body), {{"X-Session", "cookie"}});
  };
  auto order = place_order(site);
  const auto tracked = as_page("/order-sessions", {{"orderNumber", order.order_number}, {"email", order.orderer_mail()}});
  ASSERT_EQ(pay(site, order, order.total).status, 201);
  const auto redeemed = as_page("/access-code-redemptions", {{"code", waiting_code(site, order.order_id)}});
  const auto quoted = as_page("/quotes", quote_json(unique_mark(), {unique_mark() + ".example.jp"}));
  for (const auto& reply : {tracked, redeemed, quoted}) {
    ASSERT_EQ(reply.status, 201) << reply.body;
    const auto cookie = reply.header("set-cookie");
    const auto secret = cookie.substr(cookie.find('=') + 1, cookie.find(';') - cookie.find('=') - 1);
    ASSERT_GT(secret.size(), 20U) << cookie;
    EXPECT_FALSE(reply.body.contains(secret)) << reply.body;
    EXPECT_NE(reply.at("/csrfToken"), "");
  }
}

} // namespace
