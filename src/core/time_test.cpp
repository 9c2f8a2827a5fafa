#include "core/errors.h"
#include "core/time.h"

#include <gtest/gtest.h>

namespace core {
namespace {

using namespace std::chrono_literals;

Instant at(std::string_view text) { return parse_rfc3339(text).value(); }
std::chrono::year_month_day on(std::string_view text) { return parse_date(text).value(); }

TEST(Time, ReadsAndWritesRfc3339) {
  RecordProperty("requirement", "G04");
  EXPECT_EQ(to_rfc3339(at("2026-11-24T10:00:00+09:00")), "2026-11-24T01:00:00Z");
  EXPECT_EQ(to_rfc3339(at("2026-11-23T23:30:00-01:30")), "2026-11-24T01:00:00Z");
  EXPECT_EQ(to_rfc3339(from_unix(0)), "1970-01-01T00:00:00Z");
  for (const auto* bad : {"", "2026-11-24", "2026-11-24T01:00:00", "2026-11-24T24:00:00Z", "2026-02-30T00:00:00Z", "2026-11-24T01:00:00.5Z",
                          "2026-11-24T01:00:60Z", "2026-11-24T01:00:00+0900", "2026-11-24 01:00:00Z", "２026-11-24T01:00:00Z"}) {
    EXPECT_FALSE(parse_rfc3339(bad)) << bad;
  }
  EXPECT_FALSE(parse_date("2026-02-29"));
  EXPECT_FALSE(parse_date("2026-2-9"));
}

TEST(Time, AddsMonthsInTheCalendar) {
  RecordProperty("requirement", "G04");
  EXPECT_EQ(to_string(add_months(on("2026-01-31"), 1)), "2026-02-28");
  EXPECT_EQ(to_string(add_months(on("2024-01-31"), 1)), "2024-02-29");
  EXPECT_EQ(to_string(add_months(on("2026-03-31"), -1)), "2026-02-28");
  EXPECT_EQ(to_string(add_months(on("2026-11-30"), 3)), "2027-02-28");
  EXPECT_EQ(to_rfc3339(add_years(at("2024-02-29T10:20:30Z"), 1)), "2025-02-28T10:20:30Z");
  EXPECT_EQ(to_rfc3339(add_months(at("2021-06-30T14:59:59Z"), -1)), "2021-05-30T14:59:59Z");
}

TEST(TimeZone, KnowsTokyo) {
  RecordProperty("requirement", "G04");
  const auto& tokyo = TimeZone::tokyo();
  EXPECT_EQ(to_string(tokyo.date_of(at("2021-06-30T14:59:59Z"))), "2021-06-30");
  EXPECT_EQ(to_string(tokyo.date_of(at("2021-06-30T15:00:00Z"))), "2021-07-01");
  EXPECT_EQ(to_rfc3339(tokyo.instant_of(on("2021-05-31"), 9h)), "2021-05-31T00:00:00Z");
  EXPECT_EQ(tokyo.offset_at(at("2026-11-24T00:00:00Z")), 9h);
}

TEST(TimeZone, CrossesDaylightSaving) {
  const auto zone = TimeZone::named("America/New_York").value();
  EXPECT_EQ(zone.offset_at(at("2026-03-08T06:59:59Z")), -5h);
  EXPECT_EQ(zone.offset_at(at("2026-03-08T07:00:00Z")), -4h);
  EXPECT_EQ(to_rfc3339(zone.instant_of(on("2026-03-08"), 2h + 30min)),
            "2026-03-08T07:00:00Z");                                                            // skipped: the first instant after the gap
  EXPECT_EQ(to_rfc3339(zone.instant_of(on("2026-11-01"), 1h + 30min)), "2026-11-01T05:30:00Z"); // twice: the earlier
  EXPECT_EQ(to_rfc3339(zone.instant_of(on("2026-07-01"), 9h)), "2026-07-01T13:00:00Z");
  EXPECT_EQ(TimeZone::named("Mars/Olympus").error().code, errors::invalid_time_zone);
}

TEST(Time, WritesForPeople) {
  RecordProperty("requirement", "G04 F09");
  const auto instant = at("2026-11-24T01:12:00Z");
  EXPECT_EQ(to_local_text(instant, TimeZone::tokyo(), "ja"), "2026/11/24 10:12 (JST)");
  EXPECT_EQ(to_local_text(instant, TimeZone::tokyo(), "en"), "24 Nov 2026 10:12 (JST)");
  EXPECT_EQ(to_long_date(on("2026-11-24"), "ja"), "2026年11月24日（火）");
  EXPECT_EQ(to_long_date(on("2026-11-24"), "en"), "24 Nov 2026 (Tue)");
}

TEST(Clock, MovesForTests) {
  RecordProperty("requirement", "G04");
  MovableClock clock(at("2026-11-24T00:00:00Z"));
  EXPECT_LE(clock.now() - at("2026-11-24T00:00:00Z"), 1s);
  clock.set(at("2027-03-15T00:00:00Z"));
  EXPECT_LE(clock.now() - at("2027-03-15T00:00:00Z"), 1s);
}

} // namespace
} // namespace core
