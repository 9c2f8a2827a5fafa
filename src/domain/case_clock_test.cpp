#include "domain/case_clock.h"

#include <gtest/gtest.h>

namespace domain {
namespace {

using namespace std::chrono_literals;

core::Instant at(std::string_view text) { return core::parse_rfc3339(text).value(); }
const core::BusinessCalendar& calendar() {
  static const auto japan = core::BusinessCalendar::japan();
  return japan;
}
std::string due(std::string_view submitted, std::vector<WaitingTime> waits = {}) {
  const auto dates = due_dates(at(submitted), waits, calendar());
  return core::to_string(dates.standard) + " " + core::to_string(dates.latest);
}
std::vector<std::string> flags(const CaseTimes& times, std::string_view now) {
  std::vector<std::string> names;
  for (const auto flag : case_clock(times, {}, at(now), calendar()).flags) {
    names.emplace_back(to_string(flag));
    EXPECT_EQ(parse_age_flag(names.back()), flag);
  }
  return names;
}

TEST(DueDates, AreToldAnewOnlyWhereAWaitMovedThem) {
  RecordProperty("requirement", "C10");
  const auto submitted = at("2027-02-19T01:00:00Z");
  const WaitingTime same_day{at("2027-02-19T02:00:00Z"), at("2027-02-19T03:00:00Z")};
  EXPECT_EQ(moved_due_dates(submitted, {}, same_day, calendar()), std::nullopt) << "the day of the submission does not count anyway";
  const WaitingTime long_wait{at("2027-02-24T01:00:00Z"), at("2027-03-01T01:00:00Z")};
  const auto moved = moved_due_dates(submitted, {same_day}, long_wait, calendar());
  ASSERT_TRUE(moved);
  EXPECT_EQ(core::to_string(moved->standard), "2027-03-05");
  EXPECT_EQ(moved_due_dates(submitted, {long_wait}, long_wait, calendar()), std::nullopt) << "those days are left out already";
}

TEST(DueDates, AreThoseOfTheDomain) {
  RecordProperty("requirement", "C10");
  EXPECT_EQ(due("2026-11-20T01:00:00Z"), "2026-11-30 2026-12-07") << "Friday; 23 November is a holiday";
}

TEST(DueDates, LeaveOutWaitsWeekendsHolidaysAndTheTurnOfTheYear) {
  RecordProperty("requirement", "C10");
  EXPECT_EQ(due("2026-11-20T01:00:00Z", {{at("2026-11-27T01:00:00Z"), at("2026-11-30T01:00:00Z")}}), "2026-12-02 2026-12-09")
      << "awaited from Friday over the weekend to Monday: two business days";
  EXPECT_EQ(due("2026-11-20T01:00:00Z", {{at("2026-11-21T01:00:00Z"), at("2026-11-22T01:00:00Z")}}), "2026-11-30 2026-12-07")
      << "a weekend alone takes nothing";
  EXPECT_EQ(due("2026-12-24T01:00:00Z"), "2027-01-06 2027-01-14") << "29 December to 3 January, and 11 January, do not count";
  EXPECT_EQ(due("2026-12-24T01:00:00Z", {{at("2026-12-28T06:00:00Z"), at("2027-01-04T01:00:00Z")}}), "2027-01-08 2027-01-18")
      << "awaited over the turn of the year: 28 December and 4 January";
  EXPECT_EQ(due("2026-11-20T01:00:00Z",
                {{at("2026-11-25T01:00:00Z"), at("2026-11-25T02:00:00Z")}, {at("2026-11-25T05:00:00Z"), at("2026-11-25T06:00:00Z")}}),
            "2026-12-01 2026-12-08")
      << "a day with two waits is one day";
}

TEST(CaseClock, TellsWhatIsLeftInDeskHours) {
  RecordProperty("requirement", "C10");
  const CaseTimes times{.submitted = at("2026-11-20T01:00:00Z"), .waits = {}, .assigned = true};
  const auto clock = case_clock(times, {}, at("2026-12-04T04:00:00Z"), calendar());
  EXPECT_EQ(clock.left, 4h + 7h) << "Friday 13:00 to Monday's close";
  EXPECT_EQ(case_clock(times, {}, at("2026-12-08T00:00:00Z"), calendar()).left, 0s);
}

TEST(CaseClock, MovesTheDueDateWhileTheApplicantIsAwaited) {
  RecordProperty("requirement", "C10");
  const CaseTimes times{
      .submitted = at("2026-11-20T01:00:00Z"), .waits = {}, .waiting_since = at("2026-11-24T05:00:00Z"), .assigned = true};
  EXPECT_EQ(core::to_string(case_clock(times, {}, at("2026-11-24T06:00:00Z"), calendar()).due.standard), "2026-12-01");
  const auto later = case_clock(times, {}, at("2026-11-27T06:00:00Z"), calendar());
  EXPECT_EQ(core::to_string(later.due.standard), "2026-12-04");
  EXPECT_EQ(later.waiting_days, 3);
}

TEST(CaseClock, RaisesFlags) {
  RecordProperty("requirement", "C10");
  using Names = std::vector<std::string>;
  CaseTimes times{.submitted = at("2026-11-20T01:00:00Z"), .waits = {}, .assigned = true};
  EXPECT_EQ(flags(times, "2026-12-03T14:59:00Z"), Names{}) << "two business days to go";
  EXPECT_EQ(flags(times, "2026-12-03T15:00:00Z"), Names{"due_soon"}) << "it is Friday in Tokyo";
  EXPECT_EQ(flags(times, "2026-12-07T14:59:59Z"), Names{"due_soon"});
  EXPECT_EQ(flags(times, "2026-12-07T15:00:00Z"), Names{"overdue"});
  times.decided = true;
  EXPECT_EQ(flags(times, "2026-12-20T15:00:00Z"), Names{});
  times.decided = false;
  times.assigned = false;
  EXPECT_EQ(flags(times, "2026-11-24T14:59:59Z"), Names{}) << "one business day unassigned";
  EXPECT_EQ(flags(times, "2026-11-24T15:00:00Z"), Names{"unassigned_long"});
  times.assigned = true;
  times.waiting_since = at("2026-11-24T01:00:00Z");
  EXPECT_EQ(flags(times, "2026-12-01T14:59:59Z"), Names{}) << "five business days awaited";
  EXPECT_EQ(flags(times, "2026-12-01T15:00:00Z"), Names{"waiting"});
  EXPECT_EQ(flags(times, "2026-12-08T15:00:00Z"), Names{"waiting_long"});
  EXPECT_EQ(parse_age_flag("late"), std::nullopt);
}

TEST(WaitReminders, ComeAfterFiveAndTenBusinessDaysAndEndAfterSixtyDays) {
  RecordProperty("requirement", "C10");
  const auto since = at("2026-11-24T01:00:00Z");
  const auto due_at = [&](std::string_view now) { return reminder_due(since, {}, at(now), calendar()); };
  EXPECT_EQ(due_at("2026-11-30T14:59:59Z"), WaitReminder::none);
  EXPECT_EQ(due_at("2026-11-30T15:00:00Z"), WaitReminder::first);
  EXPECT_EQ(due_at("2026-12-07T14:59:59Z"), WaitReminder::first);
  EXPECT_EQ(due_at("2026-12-07T15:00:00Z"), WaitReminder::second);
  EXPECT_EQ(due_at("2027-01-23T00:59:59Z"), WaitReminder::second);
  EXPECT_EQ(due_at("2027-01-23T01:00:00Z"), WaitReminder::lapse);
}

TEST(ApplyDeadline, IsAYearToTheEndOfItsLastDay) {
  RecordProperty("requirement", "C04");
  EXPECT_EQ(apply_deadline(at("2021-04-01T03:00:00Z"), calendar().zone()), at("2022-03-31T15:00:00Z"));
}

} // namespace
} // namespace domain
