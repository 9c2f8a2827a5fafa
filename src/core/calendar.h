#pragma once

#include "core/bytes.h"
#include "core/result.h"
#include "core/time.h"

#include <chrono>
#include <map>
#include <optional>
#include <string>

namespace core {

/// Japan's public holidays: by law and formula, or from the Cabinet Office's list where one is loaded.
class HolidayCalendar {
public:
  /// 国民の祝日に関する法律 with substitute holidays and 国民の休日; equinoxes by formula, 1980–2099.
  static HolidayCalendar by_formula() { return {}; }
  /// `syukujitsu.csv` (CP932 or UTF-8); years that it contains are taken from it alone.
  static Result<HolidayCalendar> from_csv(ByteView csv);
  /// The holiday's Japanese name, or nothing on an ordinary day.
  std::optional<std::string> holiday(std::chrono::year_month_day date) const;

private:
  std::map<std::chrono::sys_days, std::string> listed_;
  std::chrono::year first_{0}, last_{-1};
};

/// Days and hours on which the desk works (C08): weekdays less holidays less 29 Dec – 3 Jan.
class BusinessCalendar {
public:
  BusinessCalendar(HolidayCalendar holidays, TimeZone zone, std::chrono::seconds opens, std::chrono::seconds closes)
      : holidays_(std::move(holidays)), zone_(zone), opens_(opens), closes_(closes) {}
  /// Japan's holidays by formula, Asia/Tokyo, 10:00–17:00.
  static BusinessCalendar japan();

  bool is_business_day(std::chrono::year_month_day date) const;
  /// The `count`-th business day after `date`; the date itself is not counted (C10).
  std::chrono::year_month_day add_business_days(std::chrono::year_month_day date, int count) const;
  /// Business days after `from` up to and including `to`.
  int business_days_between(std::chrono::year_month_day from, std::chrono::year_month_day to) const;
  /// Whether somebody answers the telephone at this instant.
  bool is_open(Instant instant) const;
  /// The instant itself while open, or the next opening.
  Instant next_open(Instant instant) const;
  /// How long the desk is open between two instants.
  std::chrono::seconds open_time(Instant from, Instant until) const;
  /// When the desk closes on a date, or would.
  Instant close_of(std::chrono::year_month_day date) const { return zone_.instant_of(date, closes_); }
  /// The desk's hours of one business day.
  std::chrono::seconds day_length() const { return closes_ - opens_; }
  const TimeZone& zone() const { return zone_; }
  const HolidayCalendar& holidays() const { return holidays_; }

private:
  HolidayCalendar holidays_;
  TimeZone zone_;
  std::chrono::seconds opens_;
  std::chrono::seconds closes_;
};

} // namespace core
