#include "domain/call_slots.h"
#include "domain/errors.h"

#include "core/i18n.h"
#include "core/time.h"

#include <gtest/gtest.h>

namespace domain {
namespace {

core::Instant at(std::string_view text) { return core::parse_rfc3339(text).value(); }
const core::BusinessCalendar calendar = core::BusinessCalendar::japan();
constexpr std::int64_t days_ahead = 60;
core::ErrorCode refusal(std::string_view slot, std::string_view now) {
  const auto checked = check_call_slot(at(slot), at(now), days_ahead, calendar);
  return checked ? core::ErrorCode{"none", core::ErrorKind::internal} : checked.error().code;
}
constexpr std::string_view long_before = "2026-11-10T00:00:00Z";

TEST(CallSlots, AreTheHalfHoursOfADay) {
  RecordProperty("requirement", "C08");
  const auto slots = call_slots_on(core::parse_date("2026-11-24").value(), calendar);
  ASSERT_EQ(slots.size(), 14U);
  EXPECT_EQ(slots.front(), at("2026-11-24T01:00:00Z")) << "10:00";
  EXPECT_EQ(slots.back(), at("2026-11-24T07:30:00Z")) << "16:30";
  for (const auto* closed : {"2026-11-23", "2026-11-28", "2026-11-29", "2026-12-29", "2026-12-31", "2027-01-01", "2027-01-03"})
    EXPECT_TRUE(call_slots_on(core::parse_date(closed).value(), calendar).empty()) << closed;
  EXPECT_EQ(call_slots_on(core::parse_date("2026-12-28").value(), calendar).size(), 14U);
  EXPECT_EQ(call_slots_on(core::parse_date("2027-01-04").value(), calendar).size(), 14U);
}

TEST(CallSlots, AreBookedOnTheGridOnly) {
  RecordProperty("requirement", "C08");
  EXPECT_TRUE(check_call_slot(at("2026-11-24T01:00:00Z"), at(long_before), days_ahead, calendar));
  EXPECT_TRUE(check_call_slot(at("2026-11-24T07:30:00Z"), at(long_before), days_ahead, calendar));
  EXPECT_EQ(refusal("2026-11-24T08:00:00Z", long_before), errors::call_outside_hours) << "17:00";
  EXPECT_EQ(refusal("2026-11-24T00:30:00Z", long_before), errors::call_outside_hours) << "9:30";
  EXPECT_EQ(refusal("2026-11-23T01:00:00Z", long_before), errors::call_outside_hours) << "勤労感謝の日";
  EXPECT_EQ(refusal("2026-12-29T01:00:00Z", long_before), errors::call_outside_hours);
  EXPECT_EQ(refusal("2027-01-03T01:00:00Z", "2026-12-01T00:00:00Z"), errors::call_outside_hours);
  EXPECT_EQ(refusal("2026-11-24T01:15:00Z", long_before), errors::call_slot_unknown);
  EXPECT_EQ(refusal("2026-11-24T07:30:01Z", long_before), errors::call_outside_hours) << "past the closing";
}

TEST(CallSlots, OfTheDeskEndBeforeItCloses) {
  RecordProperty("requirement", "C08");
  EXPECT_TRUE(check_call_time(at("2026-11-24T01:00:00Z"), calendar)) << "10:00";
  const auto holiday = check_call_time(at("2026-11-23T01:00:00Z"), calendar).error();
  EXPECT_EQ(holiday.code, errors::call_outside_hours);
  EXPECT_EQ(holiday.params[0].second, "2026-11-24T01:00:00Z[Asia/Tokyo]");
  EXPECT_TRUE(check_call_time(at("2026-11-20T07:30:00Z"), calendar)) << "16:30";
  const auto refused = check_call_time(at("2026-11-20T07:45:00Z"), calendar).error();
  EXPECT_EQ(refused.code, errors::call_outside_hours);
  EXPECT_TRUE(core::describe(refused, core::Language::en).contains("24 Nov 2026 10:00 (JST)")) << "over a weekend and a holiday";
}

TEST(CallSlots, BeginTwoBusinessHoursAhead) {
  RecordProperty("requirement", "C08");
  EXPECT_EQ(earliest_call(at("2026-11-24T01:00:00Z"), calendar), at("2026-11-24T03:00:00Z"));
  EXPECT_EQ(earliest_call(at("2026-11-24T06:00:00Z"), calendar), at("2026-11-24T08:00:00Z"));
  EXPECT_EQ(earliest_call(at("2026-11-24T07:00:00Z"), calendar), at("2026-11-25T02:00:00Z")) << "an hour today, an hour tomorrow";
  EXPECT_EQ(earliest_call(at("2026-11-20T07:30:00Z"), calendar), at("2026-11-24T02:30:00Z")) << "over a weekend and a holiday";
  EXPECT_EQ(earliest_call(at("2026-12-28T08:00:00Z"), calendar), at("2027-01-04T03:00:00Z")) << "over the new year";
  EXPECT_TRUE(check_call_slot(at("2026-11-24T03:00:00Z"), at("2026-11-24T01:00:00Z"), days_ahead, calendar));
  EXPECT_EQ(refusal("2026-11-24T02:30:00Z", "2026-11-24T01:00:00Z"), errors::call_slot_too_soon);
  EXPECT_EQ(refusal("2026-11-20T02:30:00Z", "2026-11-24T01:00:00Z"), errors::call_slot_too_soon) << "the past";
}

TEST(CallSlots, EndSomeDaysAhead) {
  RecordProperty("requirement", "C08");
  EXPECT_TRUE(check_call_slot(at("2027-01-25T07:30:00Z"), at("2026-11-26T01:00:00Z"), days_ahead, calendar)) << "60 days";
  EXPECT_EQ(refusal("2027-01-26T01:00:00Z", "2026-11-26T01:00:00Z"), errors::call_slot_too_far);
  const auto refused = check_call_slot(at("2400-11-24T01:00:00Z"), at("2026-11-26T01:00:00Z"), days_ahead, calendar).error();
  EXPECT_EQ(refused.code, errors::call_slot_too_far);
  EXPECT_TRUE(core::describe(refused, core::Language::en).contains("25 Jan 2027 (Mon)")) << core::describe(refused, core::Language::en);
}

TEST(CallSlots, RefusalsTellTheTimeInTheReadersLanguage) {
  RecordProperty("requirement", "F09 B06");
  const auto refused = check_call_slot(at("2026-11-24T02:30:00Z"), at("2026-11-24T01:00:00Z"), days_ahead, calendar).error();
  EXPECT_TRUE(core::describe(refused, core::Language::en).contains("24 Nov 2026 12:00 (JST)"));
  EXPECT_TRUE(core::describe(refused, core::Language::ja).contains("2026/11/24 12:00 (JST)"));
}

TEST(CallSlots, HoldTheInstantsWithin) {
  EXPECT_EQ(call_slot_of(at("2026-11-24T01:00:00Z"), calendar), at("2026-11-24T01:00:00Z"));
  EXPECT_EQ(call_slot_of(at("2026-11-24T01:29:59Z"), calendar), at("2026-11-24T01:00:00Z"));
  EXPECT_EQ(call_slot_of(at("2026-11-24T01:30:00Z"), calendar), at("2026-11-24T01:30:00Z"));
}

} // namespace
} // namespace domain
