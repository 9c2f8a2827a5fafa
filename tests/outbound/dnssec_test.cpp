#include "outside/knot.h"

#include "outbound/caa.h"
#include "outbound/errors.h"
#include "outbound/perspective_look.h"
#include "outbound/validation_check.h"

#include <gtest/gtest.h>

/// What DNSSEC does to validation and CAA (BR 4.2.2.2, SC-085): bogus data never permit and never confirm, wherever a chain of aliases
/// crosses from signed to unsigned zones and back.
namespace {

using namespace outbound;

constexpr std::string_view value = "kq3Zr8vTn2LwX5sYb7Jd0A";

std::string proof() { return "_shomei-validation TXT \"" + std::string(value) + "\"\n"; }

class Dnssec : public testing::Test {
protected:
  static void SetUpTestSuite() {
    knot = new outside::Knot;
    const std::string links = "to-plain CNAME ours.plain.test.\nto-signed CNAME ours.signed.test.\nto-expired CNAME www.expired.test.\n"
                              "to-tampered CNAME ours.tampered.test.\nto-closed CNAME closed.signed.test.\n"
                              "_shomei-validation.to-plain CNAME _shomei-validation.plain.test.\n"
                              "_shomei-validation.to-signed CNAME _shomei-validation.signed.test.\n"
                              "_shomei-validation.to-tampered CNAME _shomei-validation.tampered.test.\n"
                              "_shomei-validation.to-expired CNAME _shomei-validation.expired.test.\n";
    const std::string own = "ours CAA 0 issue \"ca.shomei.test\"\nclosed CAA 0 issue \";\"\nempty A 203.0.113.7\n" + proof();
    knot->add_zone("plain.test", own + links);
    knot->add_signed_zone("signed.test", own + links + "tree DNAME plain.test.\nto-empty CNAME empty.apex.test.\n");
    knot->add_signed_zone("apex.test", "@ CAA 0 issue \";\"\nempty A 203.0.113.7\n");
    knot->add_tampered_zone("tampered.test", own);
    knot->add_expired_zone("expired.test", own + "www A 203.0.113.7\n");
    knot->add_nsec3_zone("hashed.test", own + "delegated NS ns.name-server.invalid.\n");
    knot->add_broken_zone("delegated.hashed.test");
    knot->start();
    resolver =
        Resolver::create(
            {.resolver = {}, .stubs = knot->stubs(), .trust_anchor_file = knot->trust_anchor_file(), .timeout = std::chrono::seconds{8}})
            .value()
            .release();
  }
  static void TearDownTestSuite() {
    delete resolver;
    delete knot;
  }
  std::string caa_of(const std::string& name) {
    const auto result = caa.check({name, "", "ca-tbr-7"});
    return result.permitted() ? "permitted" : std::string(result.decision.error->code.name);
  }
  static std::string txt_of(const std::string& domain) {
    const auto outcome = check_dns_txt(*resolver, {domain, domain, std::string(value)});
    return outcome.confirmed ? "confirmed" : std::string(outcome.error->code.name);
  }

  static outside::Knot* knot;
  static Resolver* resolver;
  core::SystemClock clock;
  CaaChecker caa{*resolver, clock, {"ca.shomei.test"}};
};
outside::Knot* Dnssec::knot = nullptr;
Resolver* Dnssec::resolver = nullptr;

TEST_F(Dnssec, ExpiredSignaturesAreBogus) {
  RecordProperty("requirement", "C06");
  EXPECT_EQ(resolver->query("www.expired.test", DnsType::a)->security, DnsSecurity::bogus);
  EXPECT_EQ(txt_of("expired.test"), "dns_answer_bogus");
  EXPECT_EQ(caa_of("ours.expired.test"), "caa_lookup_failed");
  EXPECT_EQ(caa_of("www.expired.test"), "caa_lookup_failed") << "nor does a missing record that nobody proves";
}

TEST_F(Dnssec, HashedDenialIsValidated) {
  RecordProperty("requirement", "C06");
  EXPECT_EQ(resolver->query("nothing.hashed.test", DnsType::txt)->security, DnsSecurity::secure);
  EXPECT_EQ(txt_of("hashed.test"), "confirmed");
  EXPECT_EQ(caa_of("ours.hashed.test"), "permitted");
  EXPECT_EQ(caa_of("x.closed.hashed.test"), "caa_forbids");
  EXPECT_EQ(caa_of("nothing.hashed.test"), "permitted");
  const auto delegated = caa.check({"www.delegated.hashed.test", "", ""});
  EXPECT_TRUE(delegated.permitted()) << delegated.evidence;
  EXPECT_NE(delegated.evidence.find(", a delegation without DS"), std::string::npos) << delegated.evidence;
}

TEST_F(Dnssec, CaaFollowsAliasesAcrossZones) {
  RecordProperty("requirement", "C06");
  for (const std::string from : {".plain.test", ".signed.test"}) {
    EXPECT_EQ(caa_of("to-plain" + from), "permitted") << from;
    EXPECT_EQ(caa_of("to-signed" + from), "permitted") << from;
    EXPECT_EQ(caa_of("to-closed" + from), "caa_forbids") << from;
    EXPECT_EQ(caa_of("to-tampered" + from), "caa_lookup_failed") << from;
    EXPECT_EQ(caa_of("to-expired" + from), "caa_lookup_failed") << from;
  }
  EXPECT_EQ(caa_of("closed.tree.signed.test"), "caa_forbids") << "through a DNAME (RFC 6672)";
  EXPECT_EQ(caa_of("ours.tree.signed.test"), "permitted");
  EXPECT_EQ(caa_of("to-empty.signed.test"), "permitted") << "RFC 8659 3: not the alias target's parents, but the name's own";
}

TEST_F(Dnssec, TxtFollowsAliasesAcrossZones) {
  RecordProperty("requirement", "C06");
  for (const std::string from : {".plain.test", ".signed.test"}) {
    EXPECT_EQ(txt_of("to-plain" + from), "confirmed") << from;
    EXPECT_EQ(txt_of("to-signed" + from), "confirmed") << from;
    EXPECT_EQ(txt_of("to-tampered" + from), "dns_answer_bogus") << from;
    EXPECT_EQ(txt_of("to-expired" + from), "dns_answer_bogus") << from;
  }
}

TEST_F(Dnssec, BogusContactsAreNone) {
  RecordProperty("requirement", "C06");
  Guard guard(*resolver);
  WebFetch web(guard);
  const auto seen = perform(ContactLook{"ours.tampered.test", "ours.tampered.test", ContactSource::caa_email}, {*resolver, web, clock});
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_FALSE(seen[0].agrees);
  EXPECT_TRUE(seen[0].found.empty());
  EXPECT_EQ(seen[0].result, "dns_answer_bogus");
}

} // namespace
