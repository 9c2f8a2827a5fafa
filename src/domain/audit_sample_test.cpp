#include "domain/audit_sample.h"

#include "core/time.h"
#include "domain/retention.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace domain;

TEST(Sample, IsRoundedUpAndNeverEmpty) {
  RecordProperty("requirement", "F10");
  EXPECT_EQ(sample_size(0, 3), 0U);
  EXPECT_EQ(sample_size(1, 3), 1U);
  EXPECT_EQ(sample_size(33, 3), 1U);
  EXPECT_EQ(sample_size(34, 3), 2U);
  EXPECT_EQ(sample_size(100, 3), 3U);
  EXPECT_EQ(sample_size(101, 6), 7U);
  EXPECT_EQ(sample_size(7, 100), 7U);
}

TEST(Sample, IsTheSameForWhoeverHasTheSeed) {
  RecordProperty("requirement", "F10");
  std::vector<std::string> ids;
  for (int i = 1; i <= 100; ++i) ids.push_back("crt_" + std::to_string(i));
  // Python: sorted(ids, key=lambda i: hashlib.sha256(("2026Q4" + i).encode()).digest())[:3]
  const std::vector<std::string> drawn{"crt_10", "crt_77", "crt_89"};
  EXPECT_EQ(draw_sample(ids, "2026Q4", 3), drawn);
  std::ranges::reverse(ids);
  EXPECT_EQ(draw_sample(ids, "2026Q4", 3), drawn) << "whatever order they come in";
  EXPECT_NE(draw_sample(ids, "2027Q1", 3), drawn);
}

TEST(Retention, CountsFromTheLastThatRelies) {
  RecordProperty("requirement", "F10");
  const auto at = [](const char* text) { return core::parse_rfc3339(text).value(); };
  const auto recorded = at("2026-11-24T00:00:00Z");
  EXPECT_EQ(keep_until({.recorded_at = recorded}, 2), at("2028-11-24T00:00:00Z"));
  EXPECT_EQ(keep_until({.recorded_at = recorded, .last_expiry = at("2027-06-11T00:00:00Z")}, 2), at("2029-06-11T00:00:00Z"));
  EXPECT_EQ(
      keep_until({.recorded_at = recorded, .last_expiry = at("2027-06-11T00:00:00Z"), .last_reliance = at("2027-07-01T00:00:00Z")}, 7),
      at("2034-07-01T00:00:00Z"));
  EXPECT_EQ(keep_until({.recorded_at = at("2024-02-29T00:00:00Z")}, 2), at("2026-02-28T00:00:00Z"));
  EXPECT_FALSE(keep_until({.recorded_at = recorded, .goes_on = true}, 2));
  EXPECT_FALSE(may_destroy({.recorded_at = recorded}, 2, at("2028-11-23T23:59:59Z")));
  EXPECT_TRUE(may_destroy({.recorded_at = recorded}, 2, at("2028-11-24T00:00:00Z")));
  EXPECT_FALSE(may_destroy({.recorded_at = recorded, .goes_on = true}, 2, at("2040-01-01T00:00:00Z")));
}

} // namespace
