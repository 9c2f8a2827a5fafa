#include "core/calendar.h"

#include "core/errors.h"
#include "core/text.h"

namespace core {
namespace {

using namespace std::chrono;
using namespace std::chrono_literals;

int number(month m) { return static_cast<int>(static_cast<unsigned>(m)); }
int number(day d) { return static_cast<int>(static_cast<unsigned>(d)); }

/// Days of the spring and autumn equinox, 1980–2099 (the usual astronomical approximation).
int equinox_day(double day_of_1980, int y) {
  const int leap_days = (y - 1980) / 4;
  return static_cast<int>(day_of_1980 + 0.242194 * (y - 1980)) - leap_days;
}
int spring_day(int y) { return equinox_day(20.8431, y); }
int autumn_day(int y) { return equinox_day(23.2488, y); }

bool is_nth_monday(year_month_day date, int nth) { return weekday{sys_days{date}} == Monday && (number(date.day()) - 1) / 7 + 1 == nth; }

/// The games of 2020 and of 2021 moved three holidays (平成三十二年・令和三年東京オリンピック特別措置法).
const char* olympic_holiday(int y, int m, int d) {
  if (y == 2020) {
    if (m == 7 && d == 23) return "海の日";
    if (m == 7 && d == 24) return "スポーツの日";
    if (m == 8 && d == 10) return "山の日";
  }
  if (y == 2021) {
    if (m == 7 && d == 22) return "海の日";
    if (m == 7 && d == 23) return "スポーツの日";
    if (m == 8 && d == 8) return "山の日";
  }
  return nullptr;
}

const char* fixed_holiday(int y, int m, int d) {
  switch (m * 100 + d) {
  case 101:
    return "元日";
  case 211:
    return "建国記念の日";
  case 223:
    return y >= 2020 ? "天皇誕生日" : nullptr;
  case 429:
    return y >= 2007 ? "昭和の日" : "みどりの日";
  case 503:
    return "憲法記念日";
  case 504:
    return y >= 2007 ? "みどりの日" : nullptr;
  case 505:
    return "こどもの日";
  case 1103:
    return "文化の日";
  case 1123:
    return "勤労感謝の日";
  case 1223:
    return y >= 1989 && y <= 2018 ? "天皇誕生日" : nullptr;
  case 811:
    return y >= 2016 && y != 2020 && y != 2021 ? "山の日" : nullptr;
  default:
    return nullptr;
  }
}

const char* once_holiday(int y, int m, int d) {
  if (y == 2019 && m == 5 && d == 1) return "天皇の即位の日";
  if (y == 2019 && m == 10 && d == 22) return "即位礼正殿の儀の行われる日";
  return nullptr;
}

const char* monday_holiday(year_month_day date) {
  const int y = static_cast<int>(date.year());
  switch (number(date.month())) {
  case 1:
    return y >= 2000 && is_nth_monday(date, 2) ? "成人の日" : nullptr;
  case 7:
    return y >= 2003 && y != 2020 && y != 2021 && is_nth_monday(date, 3) ? "海の日" : nullptr;
  case 9:
    return y >= 2003 && is_nth_monday(date, 3) ? "敬老の日" : nullptr;
  case 10:
    return y >= 2000 && y != 2020 && y != 2021 && is_nth_monday(date, 2) ? (y >= 2020 ? "スポーツの日" : "体育の日") : nullptr;
  default:
    return nullptr;
  }
}

/// 国民の祝日, without the days that follow from others.
const char* national_holiday(year_month_day date) {
  const int y = static_cast<int>(date.year()), m = number(date.month()), d = number(date.day());
  if (const auto* name = olympic_holiday(y, m, d)) return name;
  if (const auto* name = once_holiday(y, m, d)) return name;
  if (const auto* name = fixed_holiday(y, m, d)) return name;
  if (m == 3 && d == spring_day(y)) return "春分の日";
  if (m == 9 && d == autumn_day(y)) return "秋分の日";
  return monday_holiday(date);
}

/// Article 3 (2): the first day after a Sunday holiday that is not itself one.
bool is_substitute(sys_days date) {
  for (auto before = date - days{1}; national_holiday(year_month_day{before}) != nullptr; before -= days{1})
    if (weekday{before} == Sunday) return true;
  return false;
}

std::optional<std::string> holiday_by_law(sys_days date) {
  if (const auto* name = national_holiday(year_month_day{date})) return name;
  if (is_substitute(date)) return "休日";
  // Article 3 (3): a day between two holidays.
  if (national_holiday(year_month_day{date - days{1}}) != nullptr && national_holiday(year_month_day{date + days{1}}) != nullptr)
    return "休日";
  return std::nullopt;
}

bool is_year_end(year_month_day date) {
  return (date.month() == December && date.day() >= 29d) || (date.month() == January && date.day() <= 3d);
}

Result<std::pair<sys_days, std::string>> parse_line(const std::string& line, std::size_t number) {
  const auto refuse = fail(errors::holiday_file_invalid, {{"line", std::to_string(number)}});
  const auto columns = split(line, ',');
  const auto parts = split(columns[0], '/');
  if (columns.size() != 2 || parts.size() != 3) return refuse;
  int values[3] = {};
  for (std::size_t i = 0; i < 3; ++i) {
    if (parts[i].empty() || parts[i].size() > 4 || parts[i].find_first_not_of("0123456789") != std::string::npos) return refuse;
    values[i] = std::stoi(parts[i]);
  }
  const year_month_day date{year{values[0]}, month{static_cast<unsigned>(values[1])}, day{static_cast<unsigned>(values[2])}};
  if (!date.ok() || columns[1].empty()) return refuse;
  return std::pair{sys_days{date}, columns[1]};
}

/// A year has 15 holidays at the least, 16 since 2016 (国民の祝日に関する法律).
constexpr std::ptrdiff_t fewest_holidays = 15;

Result<void> check_whole(const std::map<sys_days, std::string>& listed, year last) {
  const auto count = std::distance(listed.lower_bound(sys_days{last / January / 1}), listed.end());
  if (count >= fewest_holidays) return {};
  return fail(errors::holiday_file_cut, {{"year", std::to_string(static_cast<int>(last))}, {"count", std::to_string(count)}});
}

} // namespace

Result<HolidayCalendar> HolidayCalendar::from_csv(ByteView csv) {
  const std::string text = is_utf8(as_text(csv)) ? std::string(as_text(csv)) : TRY(from_cp932(csv));
  HolidayCalendar calendar;
  std::size_t number = 0;
  for (auto line : split(text, '\n')) {
    ++number;
    if (line.ends_with('\r')) line.pop_back();
    if (number == 1 || line.empty()) continue; // the heading
    calendar.listed_.insert(TRY(parse_line(line, number)));
  }
  if (calendar.listed_.empty()) return fail(errors::holiday_file_invalid, {{"line", "1"}});
  calendar.first_ = year_month_day{calendar.listed_.begin()->first}.year();
  calendar.last_ = year_month_day{calendar.listed_.rbegin()->first}.year();
  TRY(check_whole(calendar.listed_, calendar.last_));
  return calendar;
}

std::optional<std::string> HolidayCalendar::holiday(year_month_day date) const {
  if (!is_listed(date.year())) return holiday_by_law(sys_days{date});
  const auto found = listed_.find(sys_days{date});
  if (found == listed_.end()) return std::nullopt;
  return found->second;
}

BusinessCalendar BusinessCalendar::japan() { return {HolidayCalendar::by_formula(), TimeZone::tokyo(), 10h, 17h}; }

std::shared_ptr<const HolidayCalendar> BusinessCalendar::holidays() const {
  const std::scoped_lock lock(holidays_->mutex);
  return holidays_->current;
}

void BusinessCalendar::replace_holidays(HolidayCalendar holidays) const {
  auto next = std::make_shared<const HolidayCalendar>(std::move(holidays));
  const std::scoped_lock lock(holidays_->mutex);
  holidays_->current = std::move(next);
}

bool BusinessCalendar::is_business_day(year_month_day date) const {
  const weekday day_of_week{sys_days{date}};
  return day_of_week != Saturday && day_of_week != Sunday && !is_year_end(date) && !holidays()->holiday(date);
}

year_month_day BusinessCalendar::add_business_days(year_month_day date, int count) const {
  sys_days day = date;
  while (count > 0) {
    day += days{1};
    if (is_business_day(year_month_day{day})) --count;
  }
  return day;
}

int BusinessCalendar::business_days_between(year_month_day from, year_month_day to) const {
  int count = 0;
  for (sys_days day = sys_days{from} + days{1}; day <= sys_days{to}; day += days{1})
    if (is_business_day(year_month_day{day})) ++count;
  return count;
}

bool BusinessCalendar::is_open(Instant instant) const {
  const auto time = zone_.time_of_day(instant);
  return is_business_day(zone_.date_of(instant)) && time >= opens_ && time < closes_;
}

Instant BusinessCalendar::next_open(Instant instant) const {
  if (is_open(instant)) return instant;
  const auto date = zone_.date_of(instant);
  if (is_business_day(date) && zone_.time_of_day(instant) < opens_) return zone_.instant_of(date, opens_);
  return zone_.instant_of(add_business_days(date, 1), opens_);
}

Instant BusinessCalendar::add_open_time(Instant instant, seconds open) const {
  for (auto at = next_open(instant);; at = next_open(closes_on(zone_.date_of(at)))) {
    const auto left = closes_on(zone_.date_of(at)) - at;
    if (open <= left) return at + open;
    open -= std::chrono::duration_cast<seconds>(left);
  }
}

std::chrono::seconds BusinessCalendar::open_time(Instant from, Instant until) const {
  std::chrono::seconds sum{0};
  const sys_days last = zone_.date_of(until);
  for (sys_days day = zone_.date_of(from); day <= last; day += days{1}) {
    if (!is_business_day(year_month_day{day})) continue;
    const auto begin = std::max(from, zone_.instant_of(year_month_day{day}, opens_));
    const auto end = std::min(until, closes_on(year_month_day{day}));
    if (end > begin) sum += end - begin;
  }
  return sum;
}

} // namespace core
