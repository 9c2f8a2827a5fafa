#include "outbound/caa.h"
#include "outbound/dns_packet.h"
#include "outbound/errors.h"

#include <gtest/gtest.h>

using namespace outbound;

namespace {

const std::vector<std::string> we{"ca.shomei.test"};

CaaDecision decide(const std::vector<CaaRecord>& records, const CaaQuestion& question) { return evaluate_caa(records, question, we); }

bool permits(const std::string& value, const CaaQuestion& question = {"www.aozora.test", "", "ca-tbr-7"}) {
  return decide({{0, "issue", value}}, question).permitted;
}

core::Bytes rdata(std::uint8_t flags, std::string_view tag, std::string_view value) {
  core::Bytes bytes{flags, static_cast<std::uint8_t>(tag.size())};
  for (const auto text : {tag, value}) bytes.insert(bytes.end(), text.begin(), text.end());
  return bytes;
}

} // namespace

TEST(Caa, NoRecordLetsAnyoneIssue) {
  RecordProperty("requirement", "C06");
  EXPECT_TRUE(decide({}, {"www.aozora.test", "", ""}).permitted);
}

TEST(Caa, IssueNamesWhoMay) {
  RecordProperty("requirement", "C06");
  EXPECT_TRUE(permits("ca.shomei.test"));
  EXPECT_TRUE(permits("  CA.Shomei.Test ; "));
  EXPECT_FALSE(permits("other.test"));
  EXPECT_FALSE(permits(";"));
  EXPECT_FALSE(permits(""));
  EXPECT_FALSE(permits("ca.shomei.test.evil.test"));
  EXPECT_TRUE(decide({{0, "issue", "other.test"}, {0, "issue", "ca.shomei.test"}}, {"a.test", "", ""}).permitted);
}

// RFC 8659 4.2: "If ... the value does not conform to the syntax, the CA MUST treat it as not containing a matching domain".
TEST(Caa, MalformedIssueValueIsNoPermission) {
  for (const auto* value :
       {"ca.shomei.test policy=ev", "%%%%%", "ca..shomei.test", "ca.shomei.test; x", "-ca.shomei.test", "ca.shomei.test; a=b; =c"})
    EXPECT_FALSE(permits(value)) << value;
}

// RFC 8659 4.3.
TEST(Caa, IssuewildWinsForWildcardsOnly) {
  RecordProperty("requirement", "C06");
  const std::vector<CaaRecord> records{{0, "issue", "ca.shomei.test"}, {0, "issuewild", ";"}};
  EXPECT_TRUE(decide(records, {"www.aozora.test", "", ""}).permitted);
  EXPECT_FALSE(decide(records, {"*.aozora.test", "", ""}).permitted);
  EXPECT_TRUE(decide({{0, "issuewild", ";"}}, {"www.aozora.test", "", ""}).permitted);
  EXPECT_FALSE(decide({{0, "issue", ";"}}, {"*.aozora.test", "", ""}).permitted);
}

TEST(Caa, UnknownCriticalTagRefuses) {
  RecordProperty("requirement", "C06");
  const auto refused = decide({{0x80, "future", "x"}, {0, "issue", "ca.shomei.test"}}, {"a.test", "", ""});
  EXPECT_FALSE(refused.permitted);
  EXPECT_EQ(refused.error->code, errors::caa_critical_unknown);
  EXPECT_TRUE(decide({{0x01, "future", "x"}}, {"a.test", "", ""}).permitted); // only bit 0 is "critical"
  EXPECT_TRUE(decide({{0x80, "issue", "ca.shomei.test"}, {0x80, "issuemail", ";"}}, {"a.test", "", ""}).permitted);
}

// RFC 8657.
TEST(Caa, AccountAndMethodBindTheIssuer) {
  const CaaQuestion ours{"www.aozora.test", "acct:a1@shomei.test", "ca-tbr-18"};
  EXPECT_TRUE(permits("ca.shomei.test; accounturi=acct:a1@shomei.test", ours));
  EXPECT_FALSE(permits("ca.shomei.test; accounturi=acct:a2@shomei.test", ours));
  EXPECT_FALSE(permits("ca.shomei.test; accounturi=acct:a1@shomei.test; accounturi=acct:a1@shomei.test", ours));
  EXPECT_TRUE(permits("ca.shomei.test; validationmethods=dns-01,ca-tbr-18", ours));
  EXPECT_FALSE(permits("ca.shomei.test; validationmethods=dns-01", ours));
  EXPECT_FALSE(permits("ca.shomei.test; validationmethods=", ours));
  EXPECT_TRUE(permits("ca.shomei.test; unknown=1", ours));
  EXPECT_FALSE(permits("ca.shomei.test; accounturi=acct:a1@shomei.test", {"www.aozora.test", "", ""}));
}

// RFC 8657 4: a label that nobody knows is one we did not use.
TEST(Caa, UnknownMethodRestricts) {
  RecordProperty("requirement", "C06");
  EXPECT_FALSE(permits("ca.shomei.test; validationmethods=telepathy-01", {"www.aozora.test", "", "ca-tbr-7"}));
  EXPECT_TRUE(permits("ca.shomei.test; validationmethods=telepathy-01,ca-tbr-7", {"www.aozora.test", "", "ca-tbr-7"}));
  EXPECT_FALSE(permits("ca.shomei.test; validationmethods=ca-tbr-7", {"www.aozora.test", "", ""}));
}

// RFC 9495.
TEST(Caa, IssuemailSpeaksOfMailboxesOnly) {
  RecordProperty("requirement", "C06");
  const CaaQuestion mailbox{"aozora.test", "", "", CaaSubject::mailbox};
  EXPECT_TRUE(decide({{0, "issue", ";"}, {0, "issuewild", ";"}}, mailbox).permitted);
  EXPECT_TRUE(decide({{0, "issuemail", "ca.shomei.test"}}, mailbox).permitted);
  EXPECT_FALSE(decide({{0, "issuemail", ";"}}, mailbox).permitted);
  EXPECT_FALSE(decide({{0, "issuemail", "other.test"}, {0, "issue", "ca.shomei.test"}}, mailbox).permitted);
  EXPECT_FALSE(decide({{0, "issuemail", "%%%"}}, mailbox).permitted);
  EXPECT_FALSE(decide({{0x80, "future", "x"}}, mailbox).permitted);
  EXPECT_TRUE(decide({{0, "issuemail", ";"}}, {"aozora.test", "", ""}).permitted) << "a host";
}

TEST(Caa, IodefIsCollected) {
  const auto decision = decide({{0, "issue", ";"}, {0, "iodef", "mailto:security@aozora.test"}}, {"a.test", "", ""});
  EXPECT_EQ(decision.iodef, std::vector<std::string>{"mailto:security@aozora.test"});
  EXPECT_EQ(decision.error->code, errors::caa_forbids);
  EXPECT_NE(decision.error->params[1].second.find(R"(0 issue ";")"), std::string::npos);
}

TEST(Caa, ReadsRdata) {
  EXPECT_EQ(*parse_caa(rdata(128, "ISSUE", "ca.shomei.test")), (CaaRecord{128, "issue", "ca.shomei.test"}));
  EXPECT_FALSE(parse_caa(rdata(0, "", "x")));
  EXPECT_FALSE(parse_caa(rdata(0, "is sue", "x")));
  EXPECT_FALSE(parse_caa(core::Bytes{0, 200, 'a'}));
  EXPECT_FALSE(parse_caa(core::Bytes{0}));
}

TEST(DnsPacket, JunkShowsNoDelegation) {
  core::Bytes packet(64, 0xC0);
  EXPECT_FALSE(shows_insecure_delegation(packet, "a.test"));
  EXPECT_FALSE(shows_insecure_delegation({}, "a.test"));
}

// RFC 5155 App. A: the hash of a.example with salt AABBCCDD and 12 iterations; the bitmap is ours.
TEST(DnsPacket, Nsec3OfADelegationShowsIt) {
  const auto packet = [](std::string_view owner, std::string_view bitmap) {
    const std::string label(owner);
    return *core::from_hex("123481a00001000000010000016107657861"
                           "6d706c6500002b0001"
                           "20" +
                           core::to_hex(core::as_bytes(label)) +
                           "c00e"
                           "003200010000003c"
                           "0026"
                           "01"
                           "00"
                           "000c"
                           "04aabbccdd"
                           "14" +
                           std::string(40, '0') + std::string(bitmap));
  };
  constexpr std::string_view hash = "35mthgpgcu1qg68fab165klnsnk3dpvl";
  EXPECT_TRUE(shows_insecure_delegation(packet(hash, "0006200000000002"), "a.example"));
  EXPECT_FALSE(shows_insecure_delegation(packet(hash, "0006200000000012"), "a.example")) << "DS";
  EXPECT_FALSE(shows_insecure_delegation(packet("0p9mhaveqvm6t7vbl5lop2u3t2rp3tom", "0006200000000002"), "a.example"));
}

// RFC 4035 5.2: NS without DS and SOA in the NSEC of exactly this name.
TEST(DnsPacket, NsecOfADelegationShowsIt) {
  const auto packet = [](std::string_view bitmap) {
    return *core::from_hex("123481a00001000000010000016104746573740000"
                           "2b0001"
                           "c00c002f00010000003c"
                           "0010"
                           "01610474657374"
                           "00" +
                           std::string(bitmap));
  };
  EXPECT_TRUE(shows_insecure_delegation(packet("0006200000000003"), "a.test"));
  EXPECT_FALSE(shows_insecure_delegation(packet("0006200000000003"), "b.test"));
  EXPECT_FALSE(shows_insecure_delegation(packet("0006220000000003"), "a.test")); // SOA: the zone's own apex
  EXPECT_FALSE(shows_insecure_delegation(packet("0006200000000013"), "a.test")); // DS
  EXPECT_FALSE(shows_insecure_delegation(packet("0021200000000003"), "a.test")); // a bitmap longer than its data
}
