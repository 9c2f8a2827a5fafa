#pragma once

#include "core/bytes.h"
#include "core/result.h"
#include "core/time.h"

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace core {

/// Japan's public holidays: by law and formula, or from the Cabinet Office's list where one is loaded.
class HolidayCalendar {
public:
  /// 国民の祝日に関する法律 with substitute holidays and 国民の休日; equinoxes by formula, 1980–2099.
  static HolidayCalendar by_formula() { return {}; }
  /// `syukujitsu.csv` (CP932 or UTF-8); years that it contains are taken from it alone. One that is cut off within its last year is
  /// refused: `holiday_file_cut`.
  static Result<HolidayCalendar> from_csv(ByteView csv);
  /// The holiday's Japanese name, or nothing on an ordinary day.
  std::optional<std::string> holiday(std::chrono::year_month_day date) const;
  /// Whether the list has the year, so that nothing of it is computed.
  bool is_listed(std::chrono::year year) const { return year >= first_ && year <= last_; }

  /// The first and the last year of the list; none of a formula's.
  std::pair<std::chrono::year, std::chrono::year> listed_years() const { return {first_, last_}; }

private:
  std::map<std::chrono::sys_days, std::string> listed_;
  std::chrono::year first_{0}, last_{-1};
};

/// Days and hours on which the desk works (C08): weekdays less holidays less 29 Dec – 3 Jan.
class BusinessCalendar {
public:
  BusinessCalendar(HolidayCalendar holidays, TimeZone zone, std::chrono::seconds opens, std::chrono::seconds closes)
      : holidays_(std::make_shared<Holidays>(std::move(holidays))), zone_(zone), opens_(opens), closes_(closes) {}
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
  /// When `open` seconds of business hours have passed since the instant.
  Instant add_open_time(Instant instant, std::chrono::seconds open) const;
  /// When the desk opens and closes on a business day.
  Instant opens_on(std::chrono::year_month_day date) const { return zone_.instant_of(date, opens_); }
  Instant closes_on(std::chrono::year_month_day date) const { return zone_.instant_of(date, closes_); }
  /// How long the desk is open between two instants.
  std::chrono::seconds open_time(Instant from, Instant until) const;
  /// The desk's hours of one business day.
  std::chrono::seconds day_length() const { return closes_ - opens_; }
  const TimeZone& zone() const { return zone_; }
  /// The holidays as they are known now.
  std::shared_ptr<const HolidayCalendar> holidays() const;
  /// Puts another list in force for this calendar and its copies, in all threads.
  void replace_holidays(HolidayCalendar holidays) const;

private:
  /// What copies of a calendar share.
  struct Holidays {
    explicit Holidays(HolidayCalendar first) : current(std::make_shared<const HolidayCalendar>(std::move(first))) {}
    std::mutex mutex;
    std::shared_ptr<const HolidayCalendar> current;
  };
  std::shared_ptr<Holidays> holidays_;
  TimeZone zone_;
  std::chrono::seconds opens_;
  std::chrono::seconds closes_;
};

} // namespace core
