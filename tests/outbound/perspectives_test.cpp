#include "support/perspectives.h"

#include "core/time.h"
#include "domain/corroboration.h"
#include "outbound/errors.h"
#include "outbound/validation_check.h"
#include "outside/knot.h"
#include "outside/nginx.h"
#include "support/database.h"

#include <gtest/gtest.h>

/// Remote network perspectives as processes of their own, asked over the network (BR 3.2.2.9).
namespace {

using namespace outbound;
using support::must;

constexpr std::string_view value = "kq3Zr8vTn2LwX5sYb7Jd0A";

std::string zone(std::string_view txt, const std::string& issuer) {
  return "@ CAA 0 issue \"" + issuer + "\"\n_shomei-validation TXT \"" + std::string(txt) +
         "\"\n_validation-contactemail TXT \"owner@aozora.test\"\nbound CAA 0 issue \"ca.shomei.test; validationmethods=ca-tbr-7; "
         "accounturi=acct:a1@ca.shomei.test\"\n";
}

/// Five perspectives; two of them have a name server of their own, that of an attacker when it lies.
class RemoteLooks : public testing::Test {
protected:
  static void SetUpTestSuite() {
    honest = start_server();
    for (auto*& own : others) own = start_server();
    web = new outside::Nginx;
    remote = new support::RemotePerspectives;
    const std::vector<std::string> map{"www.aozora.test:80=" + std::to_string(web->port())};
    for (auto* own : {honest, honest, honest, others[0], others[1]}) remote->start({own->stubs(), own->trust_anchor_file()}, map);
  }
  static outside::Knot* start_server() {
    auto* own = new outside::Knot;
    own->add_zone("aozora.test", zone(value, "ca.shomei.test"));
    own->add_zone("customer.test", "www CNAME aozora.test.\n");
    own->add_zone("victim.test", "www A 203.0.113.7\n");
    own->start();
    return own;
  }
  static void TearDownTestSuite() {
    delete remote;
    delete web;
    for (auto* own : others) delete own;
    delete honest;
  }
  static void lie(int which, bool lying) {
    others[static_cast<std::size_t>(which)]->set_zone("aozora.test", lying ? zone("somebody-else-was-here-first", "evil.test")
                                                                           : zone(value, "ca.shomei.test"));
  }
  /// Until the perspectives' resolvers have forgotten what they knew: 5 s.
  static void forget() { std::this_thread::sleep_for(std::chrono::seconds{6}); }

  std::string verdict(const std::vector<Testimony>& said) const {
    std::vector<domain::Vote> votes;
    for (const auto& one : said) votes.push_back({one.perspective, one.region, one.sightings && one.sightings->front().agrees, {}});
    const auto result = domain::check_corroboration(rules, "tls.ov", votes, clock.now());
    return domain::quorum_of(votes) + (result ? " passes" : " " + std::string(result.error().code.name));
  }

  static outside::Knot* honest;
  static std::array<outside::Knot*, 2> others;
  static outside::Nginx* web;
  static support::RemotePerspectives* remote;
  policy::RuleSet rules = must(policy::RuleSet::named("cabf"));
  core::MovableClock clock{must(core::parse_rfc3339("2026-12-15T00:00:00Z"))};
  Look txt = TxtLook{"www.aozora.test", "aozora.test", std::string(value)};
};
outside::Knot* RemoteLooks::honest = nullptr;
std::array<outside::Knot*, 2> RemoteLooks::others{};
outside::Nginx* RemoteLooks::web = nullptr;
support::RemotePerspectives* RemoteLooks::remote = nullptr;

TEST_F(RemoteLooks, SeeRecordFileContactAndCaa) {
  RecordProperty("requirement", "C06");
  Perspectives perspectives(remote->addresses(), clock);
  const auto said = perspectives.ask(txt);
  EXPECT_EQ(verdict(said), "5/5 passes");
  EXPECT_NE(said[0].sightings->front().evidence.find("BR 3.2.2.4.7"), std::string::npos);
  EXPECT_EQ(said[1].perspective, "frankfurt");
  EXPECT_EQ(said[1].region, "RIPE");
  web->put("/.well-known/pki-validation/shomei.txt", std::string(value));
  EXPECT_EQ(verdict(perspectives.ask(WebLook{"www.aozora.test", "shomei.txt", std::string(value)})), "5/5 passes");
  const auto contacts = perspectives.ask(ContactLook{"aozora.test", "aozora.test", ContactSource::txt_email});
  EXPECT_EQ(contacts[4].sightings->front().found, std::vector<std::string>{"owner@aozora.test"});
  EXPECT_FALSE(perspectives.ask(ContactLook{"aozora.test", "aozora.test", ContactSource::caa_email})[0].sightings->front().agrees);
}

TEST_F(RemoteLooks, OneThatLiesIsOutvotedAndTwoAreNot) {
  RecordProperty("requirement", "C06");
  Perspectives perspectives(remote->addresses(), clock);
  lie(0, true);
  forget();
  EXPECT_EQ(verdict(perspectives.ask(txt)), "4/5 passes");
  lie(1, true);
  forget();
  const auto said = perspectives.ask(txt);
  EXPECT_EQ(verdict(said), "3/5 corroboration_failed") << "nothing of the attempt before is carried over";
  EXPECT_EQ(said[4].sightings->front().result, "validation_txt_different");
  const auto caa = perspectives.ask_caa({{"aozora.test", "", ""}}, {"ca.shomei.test"}).front();
  EXPECT_EQ(caa->permitting, 3);
  EXPECT_EQ(caa->words[4].result, "caa_forbids");
  lie(0, false);
  lie(1, false);
  forget();
  EXPECT_EQ(perspectives.ask_caa({{"aozora.test", "", ""}}, {"ca.shomei.test"}).front()->permitting, 5);
}

/// A name server near the primary alone is spoofed: it leads the victim's name to where the attacker publishes what he likes.
TEST_F(RemoteLooks, CnameThatOnlyThePrimarySeesProvesNothing) {
  RecordProperty("requirement", "C06 G01");
  outside::Knot spoofed;
  spoofed.add_zone("aozora.test", zone(value, "ca.shomei.test"));
  spoofed.add_zone("victim.test", "www CNAME aozora.test.\n");
  spoofed.start();
  const auto resolver =
      must(Resolver::create({.resolver = {}, .stubs = spoofed.stubs(), .trust_anchor_file = spoofed.trust_anchor_file()}));
  const auto seen = check_dns_txt(*resolver, {"www.victim.test", "aozora.test", std::string(value)});
  ASSERT_TRUE(seen.confirmed) << seen.evidence;
  EXPECT_TRUE(seen.evidence.contains("www.victim.test CNAME aozora.test")) << seen.evidence;
  Perspectives perspectives(remote->addresses(), clock);
  for (const Look& look :
       {Look(TxtLook{"www.victim.test", "aozora.test", std::string(value)}),
        Look(ContactLook{"www.victim.test", "aozora.test", ContactSource::txt_email}), Look(CnameLook{"www.victim.test", "aozora.test"})}) {
    const auto said = perspectives.ask(look);
    EXPECT_EQ(verdict(said), "0/5 corroboration_failed");
    EXPECT_EQ(said[0].sightings->front().result, "validation_cname_changed");
    EXPECT_TRUE(said[0].sightings->front().found.empty());
  }
}

TEST_F(RemoteLooks, CnameThatAllSeeIsCorroborated) {
  RecordProperty("requirement", "C06");
  Perspectives perspectives(remote->addresses(), clock);
  EXPECT_EQ(verdict(perspectives.ask(TxtLook{"www.customer.test", "aozora.test", std::string(value)})), "5/5 passes");
  EXPECT_EQ(verdict(perspectives.ask(CnameLook{"www.customer.test", "aozora.test"})), "5/5 passes");
  const auto contacts = perspectives.ask(ContactLook{"www.customer.test", "aozora.test", ContactSource::txt_email});
  EXPECT_EQ(contacts[4].sightings->front().found, std::vector<std::string>{"owner@aozora.test"});
}

TEST_F(RemoteLooks, OneThatIsDownCountsAgainst) {
  RecordProperty("requirement", "C06");
  auto addresses = remote->addresses();
  addresses[2].url = "https://127.0.0.1:" + std::to_string(outside::free_port());
  const auto said = Perspectives(addresses, clock).ask(txt);
  EXPECT_EQ(verdict(said), "4/5 passes");
  EXPECT_EQ(said[2].sightings.error().code, errors::perspective_unreachable);
}

TEST_F(RemoteLooks, WrongKeyPinOrNameIsNoCorroboration) {
  RecordProperty("requirement", "C06 G01");
  auto addresses = remote->addresses();
  addresses[0].key = core::to_bytes(std::string(64, 'a'));
  addresses[1].pin = addresses[0].pin;
  addresses[2].name = "osaka";
  const auto said = Perspectives(addresses, clock).ask(txt);
  EXPECT_EQ(said[0].sightings.error().code, errors::perspective_refused);
  EXPECT_EQ(said[1].sightings.error().code, errors::perspective_not_authentic);
  EXPECT_EQ(said[2].sightings.error().code, errors::perspective_refused);
  EXPECT_EQ(verdict(said), "2/5 corroboration_failed");
}

TEST_F(RemoteLooks, OfOneRegionAreTooFew) {
  RecordProperty("requirement", "C06");
  auto addresses = remote->addresses();
  for (auto& address : addresses) address.region = "APNIC";
  EXPECT_EQ(verdict(Perspectives(addresses, clock).ask(txt)), "5/5 corroboration_failed");
}

TEST_F(RemoteLooks, CaaIsRememberedForItsFreshness) {
  RecordProperty("requirement", "C06");
  Perspectives perspectives(remote->addresses(), clock);
  const CaaQuestion bound{"bound.aozora.test", "acct:a1@ca.shomei.test", "ca-tbr-7"};
  const auto said = perspectives.ask_caa({{"www.aozora.test", "", ""}, bound}, {"ca.shomei.test"});
  EXPECT_EQ(said[0]->permitting, 5);
  EXPECT_EQ(said[0]->regions, 4);
  EXPECT_FALSE(said[0]->restricted);
  EXPECT_EQ(said[1]->permitting, 5);
  EXPECT_TRUE(said[1]->restricted) << "by account and method: not for another question";
  EXPECT_EQ(perspectives.known_caa("www.aozora.test"), said[0]);
  EXPECT_EQ(perspectives.known_caa("other.aozora.test"), nullptr);
  clock.set(clock.now() + std::chrono::hours{8});
  EXPECT_EQ(perspectives.known_caa("www.aozora.test"), nullptr) << "max(TTL, 8 h)";
  const CaaQuestion other_method{"bound.aozora.test", "acct:a1@ca.shomei.test", "ca-tbr-18"};
  EXPECT_EQ(perspectives.ask_caa({other_method}, {"ca.shomei.test"}).front()->permitting, 0);
}

TEST_F(RemoteLooks, ManyAsksAtOnceAreAnswered) {
  Perspectives perspectives(remote->addresses(), clock);
  std::atomic<int> right = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] {
      for (const auto& one : perspectives.ask(txt)) right += one.sightings && one.sightings->front().agrees ? 1 : 0;
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(right, 40);
}

} // namespace
