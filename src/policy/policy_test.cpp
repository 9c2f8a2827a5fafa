#include "policy/rule_set.h"

#include "core/time.h"
#include "policy/errors.h"

#include <gtest/gtest.h>

// The vectors follow the dated schedules of BR 6.3.2, 4.2.1, 3.2.2.4, 3.2.2.9 and the root programs' policies.
namespace policy {
namespace {

using namespace std::chrono_literals;
using core::Instant;
using std::chrono::days;

Instant at(std::string_view text) {
  return core::parse_rfc3339(text.size() == 10 ? std::string(text) + "T00:00:00Z" : std::string(text)).value();
}

const RuleSet& cabf() {
  static const auto rules = RuleSet::named("cabf").value();
  return rules;
}
const RuleSet& private_rules() {
  static const auto rules = RuleSet::named("private").value();
  return rules;
}

std::string text(std::optional<Instant> instant) { return instant ? core::to_rfc3339(*instant) : "never"; }

TEST(Scope, StarIsOneOrMoreSegments) {
  EXPECT_TRUE(scope_matches("tls.*", "tls.ov"));
  EXPECT_FALSE(scope_matches("tls.*", "tls"));
  EXPECT_FALSE(scope_matches("tls.ov", "tls.ov.extra"));
  EXPECT_TRUE(scope_matches("*", "ca.sub.tls"));
  EXPECT_TRUE(scope_matches("ca.*", "ca.sub.tls"));
  EXPECT_TRUE(scope_matches("smime.*.strict", "smime.ov.strict"));
  EXPECT_FALSE(scope_matches("smime.*.strict", "smime.ov.legacy"));
  EXPECT_TRUE(scope_matches("smime.*.*", "smime.ov.strict"));
  Rule rule;
  rule.scopes = {"ca.sub.tls"};
  EXPECT_TRUE(rule.applies_to("ca.sub.tls.constrained")); // a child has its parent's rows
  EXPECT_FALSE(rule.applies_to("ca.sub.smime"));
}

TEST(CabfValidity, FollowsTheSchedule) {
  RecordProperty("requirement", "A12");
  const std::pair<const char*, std::int64_t> vectors[] = {{"2018-03-01", 71'280'000},
                                                          {"2020-08-31T23:59:59Z", 71'280'000},
                                                          {"2020-09-01", 34'387'200},
                                                          {"2026-03-14T23:59:59Z", 34'387'200},
                                                          {"2026-03-15", 17'280'000},
                                                          {"2026-11-24", 17'280'000},
                                                          {"2027-03-14T23:59:59Z", 17'280'000},
                                                          {"2027-03-15", 8'640'000},
                                                          {"2029-03-14T23:59:59Z", 8'640'000},
                                                          {"2029-03-15", 4'060'800},
                                                          {"2040-01-01", 4'060'800}};
  for (const auto& [date, most] : vectors)
    for (const auto* profile : {"tls.ov", "tls.ev"}) EXPECT_EQ(cabf().max_validity(profile, at(date))->count(), most) << profile << date;
  EXPECT_EQ(cabf().recommended_validity("tls.ov", at("2026-11-24")), 17'193'600s);
  EXPECT_EQ(cabf().recommended_validity("tls.ov", at("2027-03-15")), 8'553'600s);
  EXPECT_EQ(cabf().recommended_validity("tls.ev", at("2029-03-15")), 3'974'400s);
}

TEST(CabfValidity, LastLegalSecond) {
  RecordProperty("requirement", "A12");
  const std::tuple<const char*, const char*, const char*> vectors[] = {
      {"2026-03-14", "2027-04-15T23:59:59Z", "2027-04-14T23:59:59Z"}, {"2026-03-15", "2026-09-30T23:59:59Z", "2026-09-29T23:59:59Z"},
      {"2026-11-24", "2027-06-11T23:59:59Z", "2027-06-10T23:59:59Z"}, {"2027-03-14", "2027-09-29T23:59:59Z", "2027-09-28T23:59:59Z"},
      {"2027-03-15", "2027-06-22T23:59:59Z", "2027-06-21T23:59:59Z"}, {"2029-03-15", "2029-04-30T23:59:59Z", "2029-04-29T23:59:59Z"}};
  for (const auto& [issue, last, advised] : vectors) {
    const auto start = at(issue);
    EXPECT_TRUE(cabf().check_validity("tls.ov", start, start, at(last))) << issue;
    EXPECT_EQ(cabf().check_validity("tls.ov", start, start, at(last) + 1s).error().code, errors::validity_too_long) << issue;
    EXPECT_EQ(text(start + *cabf().recommended_validity("tls.ov", start) - 1s), advised);
  }
}

TEST(CabfValidity, SmimeByGeneration) {
  RecordProperty("requirement", "A12");
  const auto now = at("2026-11-24");
  EXPECT_EQ(cabf().max_validity("smime.ov.strict", now)->count(), 71'280'000);
  EXPECT_TRUE(cabf().check_validity("smime.ov.strict", now, now, now + days{825} - 1s));
  EXPECT_FALSE(cabf().check_validity("smime.ov.strict", now, now, now + days{826} - 1s));
  EXPECT_EQ(cabf().max_validity("smime.sv.legacy", now), std::nullopt);
  EXPECT_TRUE(cabf().forbids("smime.sv.legacy", "smime.generation.legacy", now));
  EXPECT_EQ(cabf().max_validity("smime.sv.legacy", at("2025-07-14"))->count(), 102'384'000);
  // A new root lives at most ten years: the Microsoft row is stricter than BR's.
  EXPECT_EQ(text(now + *cabf().max_validity("ca.root", now)), "2036-11-24T00:00:00Z");
}

TEST(CabfReuse, IsTestedAtIssuance) {
  RecordProperty("requirement", "A12 C12");
  const auto fresh = [](std::string_view done, std::string_view issue, std::string_view method = "m7") {
    return cabf().domain_reuse_fresh("tls.ov", at(done), at(issue), method);
  };
  EXPECT_TRUE(fresh("2026-11-24", "2027-03-14T23:59:59Z"));
  EXPECT_FALSE(fresh("2026-11-24", "2027-03-15"));
  EXPECT_TRUE(fresh("2027-03-10", "2027-06-17"));
  EXPECT_FALSE(fresh("2027-03-10", "2027-06-19"));
  EXPECT_TRUE(fresh("2026-01-01", "2026-07-20")); // exactly 200 d
  EXPECT_FALSE(fresh("2026-01-01", "2026-07-20T00:00:01Z"));
  EXPECT_FALSE(fresh("2026-11-24", "2026-11-23T23:59:59Z")); // not before it happened
  for (const auto* day : {"2026-11-24", "2027-06-01", "2030-01-01"}) {
    EXPECT_FALSE(cabf().domain_reuse_fresh("tls.ov", at(day) - days{11}, at(day), "m22")) << day;
    EXPECT_TRUE(cabf().domain_reuse_fresh("tls.ov", at(day) - days{10}, at(day), "m22")) << day;
  }
  EXPECT_FALSE(cabf().domain_reuse_fresh("tls.ev", at("2026-11-24"), at("2027-03-15"), "m7")); // EV by reference to BR
}

TEST(CabfReuse, ForecastWalksTheDatedRows) {
  RecordProperty("requirement", "A12 C12");
  EXPECT_EQ(text(cabf().domain_reuse_ends("tls.ov", at("2026-11-24"), "m7")), "2027-03-15T00:00:00Z");
  EXPECT_EQ(text(cabf().domain_reuse_ends("tls.ov", at("2027-03-10"), "m7")), "2027-06-18T00:00:01Z");
  EXPECT_EQ(text(cabf().domain_reuse_ends("tls.ov", at("2026-06-01"), "m7")), "2026-12-18T00:00:01Z");
  EXPECT_EQ(text(cabf().domain_reuse_ends("tls.ov", at("2028-02-01"), "m4")), "2028-03-15T00:00:00Z");
  EXPECT_EQ(text(cabf().identity_reuse_ends("tls.ov", at("2026-11-24"))), "2027-12-27T00:00:01Z");
}

TEST(CabfMethods, EndOnTheirDates) {
  RecordProperty("requirement", "A12 C06");
  const auto verdict = [](std::string_view method, std::string_view date) { return cabf().dcv_method("tls.ov", method, at(date)).verdict; };
  EXPECT_EQ(verdict("m4", "2028-03-14"), Verdict::warned);
  EXPECT_EQ(verdict("m4", "2028-03-15"), Verdict::refused);
  EXPECT_TRUE(cabf().domain_reuse_fresh("tls.ov", at("2028-03-10"), at("2028-03-14T23:59:59Z"), "m4"));
  EXPECT_FALSE(cabf().domain_reuse_fresh("tls.ov", at("2028-03-10"), at("2028-03-15"), "m4")); // the old data too
  for (const auto* method : {"m16", "m17"}) {
    EXPECT_EQ(verdict(method, "2027-03-14"), Verdict::warned);
    EXPECT_EQ(verdict(method, "2027-03-15"), Verdict::refused);
  }
  for (const auto* method : {"m7", "m18", "m19", "m20"}) EXPECT_EQ(verdict(method, "2026-11-24"), Verdict::allowed) << method;
  for (const auto* method : {"m1", "m2", "m15", "m99"}) EXPECT_EQ(verdict(method, "2026-11-24"), Verdict::refused) << method;
  EXPECT_EQ(text(cabf().dcv_method("tls.ov", "m4", at("2026-11-24")).forbidden_from), "2028-03-15T00:00:00Z");
}

TEST(CabfMpic, CountsPerspectivesAndRegions) {
  RecordProperty("requirement", "A12");
  const auto passes = [](MpicResult result, std::string_view date) { return cabf().mpic_passes("tls.ov", result, at(date)); };
  EXPECT_TRUE(passes({4, 3, 2}, "2026-11-24"));
  EXPECT_FALSE(passes({4, 2, 2}, "2026-11-24"));
  EXPECT_FALSE(passes({4, 4, 2}, "2026-12-15")); // needs five
  EXPECT_TRUE(passes({5, 4, 2}, "2026-12-15"));
  EXPECT_TRUE(passes({6, 4, 2}, "2026-12-15"));
  EXPECT_FALSE(passes({6, 3, 2}, "2026-12-15"));
  EXPECT_FALSE(passes({4, 4, 1}, "2026-11-24"));
}

TEST(CabfProfiles, RefuseWhatIsForbidden) {
  RecordProperty("requirement", "A05 A12 A14");
  const auto now = at("2026-11-24");
  EXPECT_TRUE(cabf().forbids("tls.ev", "name.wildcard.ev", now));
  EXPECT_FALSE(cabf().forbids("tls.ov", "name.wildcard.ev", now));
  EXPECT_TRUE(cabf().forbids("tls.ev", "san.ev.dnsonly", now));
  EXPECT_TRUE(cabf().forbids("tls.ov", "ou.subscriber", now));
  EXPECT_FALSE(cabf().forbids("tls.ov", "ou.subscriber", at("2022-08-31")));
  EXPECT_EQ(cabf().client_auth("tls.ov", at("2027-03-14")).verdict, Verdict::warned);
  EXPECT_EQ(cabf().client_auth("tls.ov", at("2027-03-15")).verdict, Verdict::refused);
}

TEST(CabfStatus, IntervalsAndScts) {
  RecordProperty("requirement", "A12 D08");
  const auto now = at("2026-11-24");
  EXPECT_LT(cabf().crl_interval(false, now), days{5}); // a CRL five days old is overdue
  EXPECT_EQ(cabf().crl_interval(false, now), days{4});
  EXPECT_EQ(cabf().crl_interval(true, now), days{7});
  EXPECT_EQ(cabf().ocsp_interval(now), days{7}); // Microsoft's is stricter than BR's ten days
  EXPECT_EQ(cabf().sct_count(days{199}, now), 3);
  EXPECT_EQ(cabf().sct_count(days{100}, now), 2);
  EXPECT_EQ(cabf().revocation_reasons(false, now), (std::set<int>{0, 1, 3, 4, 5, 9}));
  EXPECT_EQ(cabf().revocation_reasons(true, now), (std::set<int>{0, 1, 3, 4, 5}));
}

TEST(CabfKeys, SizesCurvesAndEntropy) {
  RecordProperty("requirement", "A06 A10 A12");
  const auto now = at("2026-11-24");
  EXPECT_EQ(cabf().min_rsa_bits("tls.ov", now), 2048);
  EXPECT_EQ(cabf().ec_curves("tls.ov", now), (std::set<std::string>{"P-256", "P-384", "P-521"}));
  EXPECT_EQ(cabf().serial_entropy_bits("tls.ov", now), 64);
  EXPECT_EQ(cabf().random_value_life("tls.ov", now), days{30});
  EXPECT_EQ(cabf().random_value_life("smime.mv.strict", now), days{1});
  EXPECT_EQ(cabf().random_value_bits("tls.ov", now), 112);
  EXPECT_EQ(cabf().max_names("tls.ov", now), 250);
  EXPECT_EQ(cabf().not_before_skew("tls.ov", now), 48h);
}

TEST(CabfIdentity, IsReusedFor398Days) {
  RecordProperty("requirement", "A12 C12");
  EXPECT_TRUE(cabf().identity_reuse_fresh("tls.ov", at("2026-01-01"), at("2026-01-01") + days{398}));
  EXPECT_FALSE(cabf().identity_reuse_fresh("tls.ov", at("2026-01-01"), at("2026-01-01") + days{398} + 1s));
  EXPECT_TRUE(cabf().identity_reuse_fresh("tls.ov", at("2024-01-01"), at("2026-03-14")));  // 825 d until then
  EXPECT_FALSE(cabf().identity_reuse_fresh("tls.ev", at("2024-01-01"), at("2026-03-14"))); // EVG: 398 d
  EXPECT_FALSE(cabf().identity_reuse_fresh("tls.ev", at("2024-01-01"), at("2026-03-14"), IdentityDatum::name_and_title));
}

TEST(PrivateRules, KeepTheProductsNumbers) {
  RecordProperty("requirement", "A12 C12 D03");
  const auto& rules = private_rules();
  const auto now = at("2026-11-24");
  for (const auto* date : {"2021-04-01", "2026-11-24", "2030-01-01"}) {
    EXPECT_EQ(rules.max_validity("tls.ov", at(date)), days{398});
    EXPECT_EQ(rules.recommended_validity("tls.ov", at(date)), days{397});
    EXPECT_EQ(rules.max_validity("tls.ev", at(date)), days{398});
  }
  EXPECT_TRUE(rules.check_validity("tls.ov", now, now, now + days{398} - 1s));
  EXPECT_FALSE(rules.check_validity("tls.ov", now, now, now + days{398}));
  EXPECT_EQ(rules.random_value_life("tls.ov", now), days{30});
  EXPECT_EQ(rules.min_rsa_bits("tls.ov", now), 2048);
  EXPECT_EQ(rules.ec_curves("tls.ov", now), (std::set<std::string>{"P-256", "P-384"}));
  EXPECT_EQ(rules.dcv_method("tls.ov", "m7", now).verdict, Verdict::allowed);
  EXPECT_EQ(rules.dcv_method("tls.ov", "m18", now).verdict, Verdict::allowed);
  EXPECT_EQ(rules.dcv_method("tls.ov", "m16", now).verdict, Verdict::refused);
  EXPECT_TRUE(rules.forbids("tls.ev", "name.wildcard.ev", now));
  EXPECT_TRUE(rules.mpic_passes("tls.ov", {}, now)); // no remote perspectives are asked for
  EXPECT_EQ(rules.sct_count(days{365}, now), 0);
}

TEST(PrivateRules, ReuseCountsCalendarMonths) {
  RecordProperty("requirement", "A12 C12");
  const auto& rules = private_rules();
  EXPECT_TRUE(rules.domain_reuse_fresh("tls.ov", at("2024-08-24"), at("2026-11-24"), "m7")); // 27 months to the second
  EXPECT_FALSE(rules.domain_reuse_fresh("tls.ov", at("2024-08-24"), at("2026-11-24T00:00:01Z"), "m7"));
  EXPECT_TRUE(rules.domain_reuse_fresh("tls.ev", at("2025-10-24"), at("2026-11-24"), "m7")); // 13 months
  EXPECT_FALSE(rules.domain_reuse_fresh("tls.ev", at("2025-10-24"), at("2026-11-24T00:00:01Z"), "m7"));
  EXPECT_TRUE(rules.domain_reuse_fresh("tls.ov", at("2024-11-30"), at("2027-02-28"), "m7")); // clamped to the month's end
  EXPECT_EQ(text(rules.domain_reuse_ends("tls.ov", at("2026-11-24"), "m7")), "2029-02-24T00:00:01Z");
  EXPECT_TRUE(rules.identity_reuse_fresh("tls.ov", at("2024-08-24"), at("2026-11-24")));
  EXPECT_FALSE(rules.identity_reuse_fresh("tls.ev", at("2025-10-24"), at("2026-11-24T00:00:01Z")));
}

TEST(Table, EveryActiveRowCarriesItsSource) {
  RecordProperty("requirement", "A12");
  for (const auto* rules : {&cabf(), &private_rules()}) {
    EXPECT_EQ(rules->sha256().size(), 64U);
    for (const auto* rule : rules->active(at("2026-11-24"))) {
      EXPECT_FALSE(rule->authority.empty()) << rule->id;
      EXPECT_NE(rule->level, Level::draft);
      EXPECT_NE(print({rule}).find(rule->id), std::string::npos);
    }
  }
  EXPECT_EQ(authority_name("BR,SBR"), "CA/Browser Forum Baseline Requirements, CA/Browser Forum S/MIME Baseline Requirements");
  EXPECT_EQ(RuleSet::named("public").error().code, errors::policy_rule_set_unknown);
}

TEST(Table, RefusesWhatIsNotARule) {
  RecordProperty("requirement", "A12 G01");
  const std::string header = "id\tscope\tlevel\top\tvalue\tunit\tclock\tfrom\tuntil\tauth\tsection\tconf\tnote\n";
  const std::string good = "a.b\ttls.*\tMUST\tmax\t5\ts\tissue\t2026-01-01\t2027-01-01\tBR\t1\t1\t\n";
  EXPECT_TRUE(RuleTable::parse(header + good, "x"));
  EXPECT_TRUE(RuleTable::parse(header + good + "a.b\ttls.*\tMUST\tmax\t6\ts\tissue\t2027-01-01\t\tBR\t1\t1\t\n", "x"));
  const std::vector<std::string> all_bad{std::string{},
                                         header,
                                         good,
                                         header + "a.b\n",
                                         header + good + good,
                                         header + "a b\ttls.*\tMUST\tmax\t5\ts\tissue\t\t\tBR\t1\t1\t\n",
                                         header + "a\tTLS\tMUST\tmax\t5\ts\tissue\t\t\tBR\t1\t1\t\n",
                                         header + "a\ttls.*\tWILL\tmax\t5\ts\tissue\t\t\tBR\t1\t1\t\n",
                                         header + "a\ttls.*\tMUST\tmost\t5\ts\tissue\t\t\tBR\t1\t1\t\n",
                                         header + "a\ttls.*\tMUST\tmax\t5\ts\tnow\t\t\tBR\t1\t1\t\n",
                                         header + "a\ttls.*\tMUST\tmax\tfive\ts\tissue\t\t\tBR\t1\t1\t\n",
                                         header + "a\ttls.*\tMUST\tmax\t5\ts\tissue\t2026-02-30\t\tBR\t1\t1\t\n",
                                         header + "a\ttls.*\tMUST\tmax\t5\ts\tissue\t2026-02-02\t2026-02-02\tBR\t1\t1\t\n",
                                         header + "a\ttls.*\tMUST\tmax\t5\ts\tissue\t\t\t\t1\t1\t\n",
                                         header + "a\ttls.*\tMUST\tref\tb\trule\tissue\t\t\tBR\t1\t1\t\n",
                                         header + "a\ttls.*\tMUST\tmax\t5\ts\tissue\t\t\tBR\t1\tx\t\n",
                                         header + "a\ttls.*\tMUST\tmax\t5\ts\tissue\t\t\tBR\t1\t1\t\xff\n"};
  for (const auto& bad : all_bad) {
    const auto result = RuleTable::parse(bad, "table.tsv");
    ASSERT_FALSE(result) << bad;
    EXPECT_EQ(result.error().code, errors::policy_table_invalid) << bad;
  }
}

TEST(Resolver, TakesTheStricterAuthority) {
  RecordProperty("requirement", "A12");
  const std::string header = "id\tscope\tlevel\top\tvalue\tunit\tclock\tfrom\tuntil\tauth\tsection\tconf\tnote\n";
  const auto rules =
      RuleSet::from_tsv(
          "test",
          header + "a\ttls.*\tMUST\tmax\t50\ts\tissue\t\t\tBR\t1\t1\t\n" + "a\ttls.ov\tPRODUCT\tmax\t40\ts\tissue\t\t\tPRODUCT\t1\t1\t\n" +
              "a\ttls.ov\tDRAFT\tmax\t1\ts\tissue\t\t\tBRX\t1\t1\t\n" + "a\ttls.ov\tSHOULD\tmax\t9\ts\tissue\t\t\tBRY\t1\t1\t\n" +
              "b\ttls.*\tMUST\tmin\t2\tx\tissue\t\t\tBR\t1\t1\t\n" + "b\ttls.*\tMUST\tmin\t3\tx\tissue\t\t\tEVG\t1\t1\t\n" +
              "c\ttls.*\tMUST\tin\tx,y,z\tx\tissue\t\t\tBR\t1\t1\t\n" + "c\ttls.*\tMUST\tin\ty,z,w\tx\tissue\t\t\tEVG\t1\t1\t\n" +
              "d\ttls.*\tMUST\tref\ta\trule\tissue\t\t\tBR\t1\t1\t\n",
          "t")
          .value();
  const auto now = at("2026-11-24");
  EXPECT_EQ(rules.max_limit("tls.ov", "a", now)->limit.seconds, 40s);
  EXPECT_EQ(rules.max_limit("tls.ev", "a", now)->limit.seconds, 50s);
  EXPECT_EQ(rules.max_limit("tls.ov", "d", now)->limit.seconds, 40s);
  EXPECT_EQ(rules.min_number("tls.ov", "b", now), 3);
  EXPECT_EQ(rules.allowed_values("tls.ov", "c", now), (std::set<std::string>{"y", "z"}));
  EXPECT_EQ(rules.max_limit("smime.ov.strict", "a", now), std::nullopt);
}

TEST(Retention, IsThatOfTheDay) {
  RecordProperty("requirement", "A12 F10");
  EXPECT_EQ(cabf().retention_years(at("2026-11-24")), 2);
  EXPECT_EQ(private_rules().retention_years(at("2026-11-24")), 2);
  const std::string row = "log.retention\t*\tMUST\tmin\t";
  const auto rules =
      RuleSet::from_tsv("test",
                        "id\tscope\tlevel\top\tvalue\tunit\tclock\tfrom\tuntil\tauth\tsection\tconf\tnote\n" + row +
                            "7\tyear\top\t2012-07-01\t2022-04-15\tBR\t5.5.2\t1\t\n" + row + "2\tyear\top\t2022-04-15\t\tBR\t5.5.2\t1\t\n",
                        "t")
          .value();
  EXPECT_EQ(rules.retention_years(at("2022-04-14T23:59:59Z")), 7);
  EXPECT_EQ(rules.retention_years(at("2022-04-15")), 2);
}

TEST(Limit, SpeaksBothLanguages) {
  EXPECT_EQ(describe(Limit{27, {}}, "ja"), "27か月");
  EXPECT_EQ(describe(Limit{0, days{200}}, "en"), "200 days");
  EXPECT_EQ(describe(Limit{0, 8h}, "ja"), "8時間");
}

} // namespace
} // namespace policy
