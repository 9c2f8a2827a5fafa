#include "domain/corroboration.h"

#include "core/time.h"
#include "domain/errors.h"

#include <gtest/gtest.h>

namespace domain {
namespace {

core::Instant at(const char* date) { return core::parse_rfc3339(std::string(date) + "T00:00:00Z").value(); }

/// `remotes` votes of which the first `agree` agree, spread over `regions` regions.
std::vector<Vote> votes(int remotes, int agree, int regions) {
  constexpr const char* names[] = {"APNIC", "ARIN", "RIPE"};
  std::vector<Vote> out;
  for (int i = 0; i < remotes; ++i)
    out.push_back({"p" + std::to_string(i), names[i % regions], i < agree, i < agree ? "agrees" : "differs"});
  return out;
}

std::string verdict(std::string_view rule_set, const std::vector<Vote>& said, const char* date) {
  const auto rules = policy::RuleSet::named(rule_set).value();
  const auto result = check_corroboration(rules, "tls.ov", said, at(date));
  return result ? "passes" : std::string(result.error().code.name);
}

// BR 3.2.2.9: how many perspectives, from when, and how many of them may differ.
TEST(Corroboration, FollowsTheDatedQuorumTable) {
  RecordProperty("requirement", "C06 A12");
  EXPECT_EQ(verdict("cabf", votes(4, 3, 2), "2026-11-24"), "passes");
  EXPECT_EQ(verdict("cabf", votes(4, 2, 2), "2026-11-24"), "corroboration_failed");
  EXPECT_EQ(verdict("cabf", votes(4, 4, 1), "2026-11-24"), "corroboration_failed") << "one region";
  EXPECT_EQ(verdict("cabf", votes(4, 4, 2), "2026-12-14"), "passes");
  EXPECT_EQ(verdict("cabf", votes(4, 4, 2), "2026-12-15"), "perspectives_too_few");
  EXPECT_EQ(verdict("cabf", votes(5, 4, 2), "2026-12-15"), "passes");
  EXPECT_EQ(verdict("cabf", votes(5, 3, 2), "2026-12-15"), "corroboration_failed");
  EXPECT_EQ(verdict("cabf", votes(6, 4, 2), "2026-12-15"), "passes");
  EXPECT_EQ(verdict("cabf", votes(6, 3, 2), "2026-12-15"), "corroboration_failed");
  EXPECT_EQ(verdict("cabf", {}, "2026-11-24"), "perspectives_too_few");
}

TEST(Corroboration, CountsRegionsOfThoseThatAgree) {
  std::vector<Vote> said = votes(4, 4, 1);
  said[3] = {"london", "RIPE", false, "validation_txt_missing"}; // the only one of its region, and it disagrees
  EXPECT_EQ(verdict("cabf", said, "2026-11-24"), "corroboration_failed");
  EXPECT_EQ(quorum_of(said), "3/4");
}

TEST(Corroboration, IsOptionalUnderPrivateRulesButHonoured) {
  EXPECT_EQ(verdict("private", {}, "2026-11-24"), "passes");
  EXPECT_EQ(verdict("private", votes(1, 1, 1), "2026-11-24"), "passes");
  EXPECT_EQ(verdict("private", votes(1, 0, 1), "2026-11-24"), "corroboration_failed");
  EXPECT_EQ(verdict("private", votes(3, 2, 1), "2026-11-24"), "passes");
  EXPECT_EQ(verdict("private", votes(3, 1, 1), "2026-11-24"), "corroboration_failed");
}

TEST(Corroboration, SaysWhoDisagreedAndWhy) {
  const auto refused = check_corroboration(policy::RuleSet::named("cabf").value(), "tls.ov", votes(4, 2, 2), at("2026-11-24")).error();
  EXPECT_EQ(refused.params[0].second, "2/4");
  EXPECT_EQ(refused.params[3].second, "p2 (APNIC): differs, p3 (ARIN): differs");
}

} // namespace
} // namespace domain
