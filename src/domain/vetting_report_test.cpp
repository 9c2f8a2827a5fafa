#include "domain/vetting_report.h"

#include <gtest/gtest.h>

namespace domain {
namespace {

using namespace std::chrono_literals;

core::Instant at(std::string_view text) { return core::parse_rfc3339(text).value(); }
const core::BusinessCalendar& calendar() {
  static const auto japan = core::BusinessCalendar::japan();
  return japan;
}
std::vector<std::chrono::seconds> hours_of(std::initializer_list<int> hours) {
  std::vector<std::chrono::seconds> out;
  for (const auto hour : hours) out.push_back(std::chrono::hours{hour});
  return out;
}

TEST(WorkedTime, IsTheDesksOwn) {
  RecordProperty("requirement", "C10");
  const auto worked = [](std::string_view from, std::string_view until, std::vector<WaitingTime> waits = {}) {
    return worked_time(at(from), at(until), waits, calendar());
  };
  EXPECT_EQ(worked("2026-11-20T01:00:00Z", "2026-11-20T03:30:00Z"), 2h + 30min);
  EXPECT_EQ(worked("2026-11-20T07:00:00Z", "2026-11-24T02:00:00Z"), 2h) << "16:00 to 11:00 over a long weekend";
  EXPECT_EQ(worked("2026-12-28T01:00:00Z", "2027-01-04T02:00:00Z"), 8h) << "nobody works from 29 December to 3 January";
  EXPECT_EQ(worked("2026-11-24T01:00:00Z", "2026-11-26T01:00:00Z", {{at("2026-11-24T03:00:00Z"), at("2026-11-25T03:00:00Z")}}), 7h);
  EXPECT_EQ(worked("2026-11-24T01:00:00Z", "2026-11-24T02:00:00Z", {{at("2026-11-25T01:00:00Z"), at("2026-11-26T01:00:00Z")}}), 1h)
      << "a wait outside takes nothing";
}

TEST(Spread, HasMedianAndNinetiethPercentile) {
  RecordProperty("requirement", "C10");
  EXPECT_EQ(spread_of({}).count, 0);
  EXPECT_EQ(spread_of(hours_of({5})).p90, 5h);
  const auto even = spread_of(hours_of({4, 1, 3, 2}));
  EXPECT_EQ(even.median, 2h + 30min);
  EXPECT_EQ(even.p90, 4h);
  const auto ten = spread_of(hours_of({1, 2, 3, 4, 5, 6, 7, 8, 9, 100}));
  EXPECT_EQ(ten.p90, 9h);
  EXPECT_EQ(spread_of(hours_of({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})).p90, 10h);
  EXPECT_EQ(ten.median, 5h + 30min);
}

TEST(VettingReport, CountsWhatCameAndWhatEnded) {
  RecordProperty("requirement", "C10");
  const std::vector<ReportedCase> cases{
      {.submitted = at("2026-11-24T01:00:00Z"),
       .end = CaseEnd::approved,
       .ended_at = at("2026-11-25T01:00:00Z"),
       .passed = {{Step::organization, at("2026-11-24T02:00:00Z")}},
       .first = "a",
       .second = "b"},
      {.submitted = at("2026-11-24T01:00:00Z"),
       .end = CaseEnd::approved,
       .ended_at = at("2026-11-26T01:00:00Z"),
       .waits = {{at("2026-11-24T02:00:00Z"), at("2026-11-25T02:00:00Z")}},
       .passed = {{Step::organization, at("2026-11-25T03:00:00Z")}},
       .first = "b",
       .second = "a"},
      {.submitted = at("2026-10-01T01:00:00Z"), .end = CaseEnd::rejected, .ended_at = at("2026-11-02T01:00:00Z"), .second = "a"},
      {.submitted = at("2026-11-24T01:00:00Z"), .end = CaseEnd::withdrawn, .ended_at = at("2026-11-30T01:00:00Z")},
      {.submitted = at("2026-10-01T01:00:00Z"), .end = CaseEnd::lapsed, .ended_at = at("2026-11-30T01:00:00Z")},
      {.submitted = at("2026-11-27T01:00:00Z")},
      {.submitted = at("2026-11-30T15:00:00Z")}, // 1 December in Tokyo
  };
  const auto report = vetting_report(cases, at("2026-10-31T15:00:00Z"), at("2026-11-30T15:00:00Z"), calendar());
  EXPECT_EQ(report.received, 4);
  EXPECT_EQ(report.ended, (std::map<CaseEnd, std::int64_t>{
                              {CaseEnd::approved, 2}, {CaseEnd::rejected, 1}, {CaseEnd::withdrawn, 1}, {CaseEnd::lapsed, 1}}));
  EXPECT_EQ(report.decision.count, 3);
  EXPECT_EQ(report.decision.median, 7h) << "both approvals took one desk day each; the wait of the second does not count";
  EXPECT_EQ(report.first_time_right, 1);
  EXPECT_EQ(report.late, 1);
  EXPECT_EQ(report.steps.at(Step::organization).median, 1h + 30min);
  EXPECT_EQ(report.specialists.at("a").recommended, 1);
  EXPECT_EQ(report.specialists.at("a").approved, 1);
  EXPECT_EQ(report.specialists.at("a").rejected, 1);
  EXPECT_EQ(report.specialists.at("b").approved, 1);
}

} // namespace
} // namespace domain
