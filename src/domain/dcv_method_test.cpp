#include "core/time.h"
#include "domain/errors.h"
#include "domain/reuse.h"
#include "domain/validation.h"

#include <gtest/gtest.h>

namespace domain {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

core::Instant at(const std::string& text) { return core::parse_rfc3339(text.size() == 10 ? text + "T00:00:00Z" : text).value(); }
DomainName name(std::string_view text) { return DomainName::parse(text).value(); }
policy::RuleSet rules_of(std::string_view set) { return policy::RuleSet::named(set).value(); }

std::vector<std::string> texts(const core::Result<std::vector<DomainName>>& names) {
  std::vector<std::string> out;
  for (const auto& each : names.value()) out.push_back(each.str());
  return out;
}
using Names = std::vector<std::string>;

TEST(DcvMethods, AreThoseOfThePolicyTable) {
  RecordProperty("requirement", "C06");
  const auto rules = rules_of("cabf");
  for (const auto& traits : dcv_methods) {
    const auto rows = rules.matching("tls.ov", "dcv.tls." + std::string(traits.policy) + ".props", at("2026-11-27"));
    ASSERT_EQ(rows.size(), 1U) << traits.name;
    const std::string flags = std::string("wildcard=") + (traits.wildcard ? "1" : "0") + ";prune=" + (traits.prune ? "1" : "0") +
                              ";cname=" + (traits.cname ? "1" : "0");
    EXPECT_TRUE(rows[0]->value.starts_with(flags)) << rows[0]->value;
    EXPECT_TRUE(rows[0]->value.ends_with(traits.mpic ? "mpic=1" : "mpic=0")) << rows[0]->value;
    EXPECT_TRUE(rows[0]->section.ends_with(traits.section)) << rows[0]->section;
    EXPECT_EQ(&traits_of(traits.method), &traits);
    EXPECT_EQ(parse_dcv_method(traits.name), traits.method);
  }
  EXPECT_EQ(parse_dcv_method("whois_email"), std::nullopt);
}

TEST(DcvMethods, AuthorizationDomainsFollowTheColumns) {
  RecordProperty("requirement", "C06");
  const auto www = name("www.shop.example.co.jp"), star = name("*.shop.example.co.jp"), target = name("edge.cdn.example.net");
  const Names own{"www.shop.example.co.jp", "shop.example.co.jp", "example.co.jp"};
  EXPECT_EQ(texts(authorization_domains(www, DcvMethod::email, std::nullopt)), own) << "never past the base domain";
  auto with_target = own;
  for (const auto* more : {"edge.cdn.example.net", "cdn.example.net", "example.net"}) with_target.emplace_back(more);
  EXPECT_EQ(texts(authorization_domains(www, DcvMethod::dns_txt, target)), with_target);
  EXPECT_EQ(texts(authorization_domains(star, DcvMethod::dns_txt, target)), (Names{"shop.example.co.jp", "example.co.jp"}))
      << "a wildcard's CNAME is not followed";
  EXPECT_EQ(texts(authorization_domains(www, DcvMethod::web_file, target)), Names{"www.shop.example.co.jp"});
  EXPECT_EQ(authorization_domains(star, DcvMethod::web_file, std::nullopt).error().code, errors::domain_method_unsuited);
  EXPECT_EQ(texts(authorization_domains(name("example.co.jp"), DcvMethod::email, std::nullopt)), Names{"example.co.jp"});
}

TEST(DcvMethods, ProofByCnameSpeaksForItsNameOnly) {
  RecordProperty("requirement", "C06");
  const auto www = name("www.example.jp"), target = name("cdn.example.net");
  EXPECT_TRUE(proof_covers(DcvMethod::dns_txt, www, target, www));
  EXPECT_FALSE(proof_covers(DcvMethod::dns_txt, www, target, name("a.www.example.jp")));
  EXPECT_FALSE(proof_covers(DcvMethod::dns_txt, www, target, name("*.www.example.jp")));
  EXPECT_EQ(proven_domain(DcvMethod::dns_txt, www, target), www);
  for (const auto method : {DcvMethod::dns_txt, DcvMethod::email, DcvMethod::caa_email, DcvMethod::txt_email})
    for (const auto* other : {"cdn.example.net", "a.cdn.example.net", "*.cdn.example.net", "example.net", "other.example.jp"})
      EXPECT_FALSE(proof_covers(method, www, target, name(other))) << other;
  EXPECT_EQ(proven_domain(DcvMethod::email, www, name("example.jp")), name("example.jp"));
  EXPECT_EQ(proven_domain(DcvMethod::dns_txt, name("*.example.jp"), name("example.jp")), name("example.jp"));
  EXPECT_EQ(proven_domain(DcvMethod::web_file, www, www), www);
  EXPECT_TRUE(proof_covers(DcvMethod::email, www, name("example.jp"), name("*.example.jp")));
  EXPECT_FALSE(proof_covers(DcvMethod::email, www, name("example.jp"), name("other.jp")));
}

// cabf.md 8.3
TEST(DcvMethods, MailEndsByDate) {
  RecordProperty("requirement", "C06 C12");
  const auto rules = rules_of("cabf");
  for (const auto* method : {"m4", "m13", "m14"}) {
    const auto before = rules.dcv_method("tls.ov", method, at("2028-03-14T23:59:59Z"));
    EXPECT_EQ(before.verdict, policy::Verdict::warned) << method;
    EXPECT_EQ(before.forbidden_from, at("2028-03-15")) << method;
    EXPECT_EQ(rules.dcv_method("tls.ov", method, at("2028-03-15")).verdict, policy::Verdict::refused) << method;
    EXPECT_TRUE(rules.domain_reuse_fresh("tls.ov", at("2028-03-01"), at("2028-03-14T23:59:59Z"), method)) << method;
    EXPECT_FALSE(rules.domain_reuse_fresh("tls.ov", at("2028-03-01"), at("2028-03-15"), method)) << "old data, too";
    EXPECT_EQ(rules.domain_reuse_ends("tls.ov", at("2028-03-01"), method), at("2028-03-15")) << method;
    EXPECT_EQ(rules_of("private").dcv_method("tls.ov", method, at("2030-01-01")).verdict, policy::Verdict::allowed) << method;
  }
  for (const auto* set : {"cabf", "private"})
    EXPECT_EQ(rules_of(set).dcv_method("tls.ov", "m2", at("2026-11-27")).verdict, policy::Verdict::refused) << "WHOIS: never";
}

TEST(DcvMethods, DomainReuseIsJudgedAtTheInstant) {
  RecordProperty("requirement", "C12");
  const auto rules = rules_of("cabf");
  const auto fresh = [&](const char* completed, const std::string& issue, const char* method = "m7") {
    return rules.domain_reuse_fresh("tls.ov", at(completed), at(issue), method);
  };
  EXPECT_TRUE(fresh("2026-11-24", "2027-03-14T23:59:59Z"));
  EXPECT_FALSE(fresh("2026-11-24", "2027-03-15"));
  EXPECT_TRUE(fresh("2027-03-10", "2027-06-17"));
  EXPECT_FALSE(fresh("2027-03-10", "2027-06-19"));
  EXPECT_EQ(rules.domain_reuse_ends("tls.ov", at("2026-11-24"), "m7"), at("2027-03-15"));
}

TEST(DcvMethods, LooksOfPersonsKeepAPause) {
  const auto now = at("2026-11-27");
  EXPECT_TRUE(check_look_pause(std::nullopt, now));
  EXPECT_TRUE(check_look_pause(now - look_pause, now));
  const auto early = check_look_pause(now - 4s, now);
  EXPECT_EQ(early.error().code, errors::validation_checked_recently);
  EXPECT_EQ(early.error().params, (core::Params{{"seconds", "6"}}));
}

TEST(Reuse, EvRepeatsTheCallsOfApproval) {
  RecordProperty("requirement", "C12");
  using enum Step;
  for (const auto step : {organization, domains, hr_call}) EXPECT_TRUE(may_reuse(step, ValidationLevel::ev)) << to_string(step);
  for (const auto step : {application, authorization_call, contract_signer_call, higher_authority_call})
    EXPECT_FALSE(may_reuse(step, ValidationLevel::ev)) << to_string(step);
  EXPECT_TRUE(may_reuse(authorization_call, ValidationLevel::ov));
}

TEST(Reuse, IsAnnouncedThirtyAndTenDaysAhead) {
  RecordProperty("requirement", "C12");
  const auto collected = at("2026-01-01"), ends = at("2026-12-31");
  EXPECT_EQ(due_notice(collected, ends, ends - days{31}), std::nullopt);
  EXPECT_EQ(due_notice(collected, ends, ends - days{30}), 30);
  EXPECT_EQ(due_notice(collected, ends, ends - days{10}), 10) << "a missed first notice is not sent late";
  EXPECT_EQ(due_notice(collected, ends, ends), std::nullopt);
  const auto short_end = collected + days{12};
  EXPECT_EQ(due_notice(collected, short_end, collected + days{7}), std::nullopt);
  EXPECT_EQ(due_notice(collected, short_end, collected + days{8}), 10) << "of 12 days the last four";
}

} // namespace
} // namespace domain
