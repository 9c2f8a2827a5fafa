#include "core/calendar.h"

#include "core/errors.h"
#include "core/text.h"

#include <gtest/gtest.h>

namespace core {
namespace {

std::chrono::year_month_day on(std::string_view text) { return parse_date(text).value(); }

std::string name_of(std::string_view date) { return HolidayCalendar::by_formula().holiday(on(date)).value_or("-"); }

/// The holidays of a year as `MM-DD`.
std::vector<std::string> holidays_of(int year) {
  std::vector<std::string> out;
  const auto calendar = HolidayCalendar::by_formula();
  for (std::chrono::sys_days day{std::chrono::year{year} / 1 / 1}; day < std::chrono::sys_days{std::chrono::year{year + 1} / 1 / 1};
       day += std::chrono::days{1})
    if (calendar.holiday(std::chrono::year_month_day{day})) out.push_back(to_string(std::chrono::year_month_day{day}).substr(5));
  return out;
}

TEST(Holidays, EquinoxesByFormula) {
  RecordProperty("requirement", "C08 C10");
  for (const auto* date : {"2026-03-20", "2027-03-21", "2028-03-20", "2029-03-20"}) EXPECT_EQ(name_of(date), "春分の日") << date;
  for (const auto* date : {"2026-09-23", "2027-09-23", "2028-09-22", "2029-09-23"}) EXPECT_EQ(name_of(date), "秋分の日") << date;
}

TEST(Holidays, BridgeAndSubstituteDays) {
  RecordProperty("requirement", "C08 C10");
  EXPECT_EQ(name_of("2026-09-21"), "敬老の日");
  EXPECT_EQ(name_of("2026-09-22"), "休日"); // 国民の休日, between 21 and 23
  EXPECT_EQ(name_of("2026-05-06"), "休日"); // for Sunday 3 May
  EXPECT_EQ(name_of("2026-05-07"), "-");
  EXPECT_EQ(name_of("2026-11-23"), "勤労感謝の日");
}

TEST(Holidays, WholeYears) {
  RecordProperty("requirement", "C08 C10");
  using Days = std::vector<std::string>;
  EXPECT_EQ(holidays_of(2026), (Days{"01-01", "01-12", "02-11", "02-23", "03-20", "04-29", "05-03", "05-04", "05-05", "05-06", "07-20",
                                     "08-11", "09-21", "09-22", "09-23", "10-12", "11-03", "11-23"}));
  EXPECT_EQ(holidays_of(2020), (Days{"01-01", "01-13", "02-11", "02-23", "02-24", "03-20", "04-29", "05-03", "05-04", "05-05", "05-06",
                                     "07-23", "07-24", "08-10", "09-21", "09-22", "11-03", "11-23"}));
  EXPECT_EQ(holidays_of(2021), (Days{"01-01", "01-11", "02-11", "02-23", "03-20", "04-29", "05-03", "05-04", "05-05", "07-22", "07-23",
                                     "08-08", "08-09", "09-20", "09-23", "11-03", "11-23"}));
  EXPECT_EQ(holidays_of(2019), (Days{"01-01", "01-14", "02-11", "03-21", "04-29", "04-30", "05-01", "05-02", "05-03", "05-04", "05-05",
                                     "05-06", "07-15", "08-11", "08-12", "09-16", "09-23", "10-14", "10-22", "11-03", "11-04", "11-23"}));
}

/// A list of 2026 as the Cabinet Office writes it, with other holidays than the law's: `rows` of them.
std::string list_of_2026(int rows = 16) {
  std::string csv = "国民の祝日・休日月日,国民の祝日・休日名称\r\n2026/1/1,元日\r\n2026/2/10,特別の日\r\n";
  for (int day = 1; day <= rows - 2; ++day) csv += "2026/12/" + std::to_string(day) + ",休日\r\n";
  return csv;
}

TEST(Holidays, TheOfficialListOverridesTheFormula) {
  RecordProperty("requirement", "C08 C10");
  const auto csv = to_cp932(list_of_2026()).value();
  const auto calendar = HolidayCalendar::from_csv(as_bytes(csv)).value();
  EXPECT_EQ(calendar.holiday(on("2026-02-10")), "特別の日");
  EXPECT_EQ(calendar.holiday(on("2026-02-11")), std::nullopt);   // the list of 2026 is whole
  EXPECT_EQ(calendar.holiday(on("2027-02-11")), "建国記念の日"); // not listed: by formula
  EXPECT_EQ(HolidayCalendar::from_csv(as_bytes("heading\n2026/13/1,x\n")).error().code, errors::holiday_file_invalid);
  EXPECT_FALSE(HolidayCalendar::from_csv(as_bytes("heading\nnonsense\n")));
  EXPECT_FALSE(HolidayCalendar::from_csv({}));
  const auto cut = HolidayCalendar::from_csv(as_bytes(list_of_2026(14))).error();
  EXPECT_EQ(cut.code, errors::holiday_file_cut);
  EXPECT_EQ(cut.params, (Params{{"year", "2026"}, {"count", "14"}}));
  EXPECT_TRUE(HolidayCalendar::from_csv(as_bytes(list_of_2026(15))));
}

TEST(BusinessDays, FollowAnotherListAtOnceInEveryCopy) {
  RecordProperty("requirement", "C08");
  const auto calendar = BusinessCalendar::japan();
  const auto copy = calendar; // NOLINT(performance-unnecessary-copy-initialization): that it is one is the point
  EXPECT_TRUE(copy.is_business_day(on("2026-02-10")));
  calendar.replace_holidays(HolidayCalendar::from_csv(as_bytes(list_of_2026())).value());
  EXPECT_FALSE(copy.is_business_day(on("2026-02-10")));
  EXPECT_EQ(copy.holidays()->holiday(on("2026-02-10")), "特別の日");
  EXPECT_TRUE(copy.holidays()->is_listed(std::chrono::year{2026}));
  EXPECT_FALSE(copy.holidays()->is_listed(std::chrono::year{2027}));
  EXPECT_FALSE(copy.is_business_day(on("2027-02-11"))) << "by formula";
}

TEST(BusinessHours, AreCountedOverClosedDays) {
  RecordProperty("requirement", "C08");
  const auto calendar = BusinessCalendar::japan();
  const auto at = [](std::string_view text) { return parse_rfc3339(text).value(); };
  EXPECT_EQ(calendar.add_open_time(at("2026-11-24T10:00:00+09:00"), std::chrono::hours{7}), at("2026-11-24T17:00:00+09:00"));
  EXPECT_EQ(calendar.add_open_time(at("2026-11-24T16:00:00+09:00"), std::chrono::hours{2}), at("2026-11-25T11:00:00+09:00"));
  EXPECT_EQ(calendar.add_open_time(at("2026-12-28T16:30:00+09:00"), std::chrono::hours{8}), at("2027-01-05T10:30:00+09:00"));
}

TEST(BusinessDays, SkipWeekendsHolidaysAndYearEnd) {
  RecordProperty("requirement", "C10");
  const auto calendar = BusinessCalendar::japan();
  EXPECT_EQ(to_string(calendar.add_business_days(on("2026-11-20"), 5)), "2026-11-30");
  EXPECT_EQ(to_string(calendar.add_business_days(on("2026-11-20"), 10)), "2026-12-07");
  EXPECT_EQ(to_string(calendar.add_business_days(on("2026-12-28"), 1)), "2027-01-04");
  EXPECT_FALSE(calendar.is_business_day(on("2026-12-29")));
  EXPECT_FALSE(calendar.is_business_day(on("2027-01-03")));
  EXPECT_EQ(calendar.business_days_between(on("2026-11-20"), on("2026-11-30")), 5);
}

TEST(BusinessHours, OpenTenToFiveInTokyo) {
  RecordProperty("requirement", "C08");
  const auto calendar = BusinessCalendar::japan();
  const auto at = [](std::string_view text) { return parse_rfc3339(text).value(); };
  EXPECT_FALSE(calendar.is_open(at("2026-11-24T09:59:59+09:00")));
  EXPECT_TRUE(calendar.is_open(at("2026-11-24T10:00:00+09:00")));
  EXPECT_TRUE(calendar.is_open(at("2026-11-24T16:59:59+09:00")));
  EXPECT_FALSE(calendar.is_open(at("2026-11-24T17:00:00+09:00")));
  EXPECT_FALSE(calendar.is_open(at("2026-11-23T12:00:00+09:00"))); // a holiday
  EXPECT_EQ(to_rfc3339(calendar.next_open(at("2026-11-20T17:00:00+09:00"))), "2026-11-24T01:00:00Z");
  EXPECT_EQ(to_rfc3339(calendar.next_open(at("2026-11-24T08:00:00+09:00"))), "2026-11-24T01:00:00Z");
}

} // namespace
} // namespace core
