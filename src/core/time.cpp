#include "core/time.h"

#include "core/errors.h"

#include <date/tz.h>
#include <fmt/compile.h>
#include <fmt/format.h>

#include <array>
#include <cstdlib>

namespace core {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::month;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

/// `width` decimal digits at `at`, or -1.
int digits(std::string_view text, std::size_t at, std::size_t width) {
  if (text.size() < at + width) return -1;
  int value = 0;
  for (const char c : text.substr(at, width)) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

bool has(std::string_view text, std::size_t at, char c) { return at < text.size() && text[at] == c; }

std::optional<year_month_day> date_at(std::string_view text) {
  const int y = digits(text, 0, 4), m = digits(text, 5, 2), d = digits(text, 8, 2);
  if (y < 0 || m < 0 || d < 0 || !has(text, 4, '-') || !has(text, 7, '-')) return std::nullopt;
  const year_month_day date{year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
  if (!date.ok()) return std::nullopt;
  return date;
}

/// The offset of `Z`, `+09:00` or `-00:30`.
std::optional<seconds> offset_of(std::string_view text) {
  if (text == "Z" || text == "z") return seconds{0};
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const int h = digits(text, 1, 2), m = digits(text, 4, 2);
  if (h < 0 || h > 23 || m < 0 || m > 59) return std::nullopt;
  const seconds offset = hours{h} + minutes{m};
  return text[0] == '-' ? -offset : offset;
}

year_month_day add_months_clamped(year_month_day date, int months) {
  const auto moved = date + std::chrono::months{months};
  return moved.ok() ? moved : year_month_day{moved.year() / moved.month() / std::chrono::last};
}

const date::time_zone* as_zone(const void* zone) { return static_cast<const date::time_zone*>(zone); }

constexpr std::array<std::string_view, 12> english_months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 7> english_days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 7> japanese_days{"日", "月", "火", "水", "木", "金", "土"};

void append_two_digits(std::string& out, std::int64_t number) {
  out += static_cast<char>('0' + number / 10);
  out += static_cast<char>('0' + number % 10);
}

unsigned number(month m) { return static_cast<unsigned>(m); }
unsigned number(day d) { return static_cast<unsigned>(d); }

} // namespace

std::string to_rfc3339(Instant instant) {
  const auto midnight = std::chrono::floor<days>(instant);
  const std::chrono::hh_mm_ss time{instant - midnight};
  auto text = to_string(year_month_day{midnight});
  append_two_digits(text += 'T', time.hours().count());
  append_two_digits(text += ':', time.minutes().count());
  append_two_digits(text += ':', time.seconds().count());
  return text += 'Z';
}

Result<Instant> parse_rfc3339(std::string_view text) {
  const auto refuse = fail(errors::invalid_time, {{"value", std::string(text.substr(0, 40))}});
  const auto date = date_at(text);
  const int h = digits(text, 11, 2), m = digits(text, 14, 2), s = digits(text, 17, 2);
  if (!date || !(has(text, 10, 'T') || has(text, 10, 't')) || !has(text, 13, ':') || !has(text, 16, ':')) return refuse;
  if (h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 59) return refuse;
  const auto offset = offset_of(text.substr(19));
  if (!offset) return refuse;
  return Instant{sys_days{*date} + hours{h} + minutes{m} + seconds{s} - *offset};
}

Result<year_month_day> parse_date(std::string_view text) {
  const auto date = date_at(text);
  if (!date || text.size() != 10) return fail(errors::invalid_time, {{"value", std::string(text.substr(0, 40))}});
  return *date;
}

std::string to_string(year_month_day date) {
  return fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}"), static_cast<int>(date.year()), number(date.month()), number(date.day()));
}

year_month_day add_months(year_month_day date, int months) { return add_months_clamped(date, months); }

Instant add_months(Instant instant, int months) {
  const auto midnight = std::chrono::floor<days>(instant);
  return sys_days{add_months_clamped(year_month_day{midnight}, months)} + (instant - midnight);
}

Instant add_years(Instant instant, int years) { return add_months(instant, years * 12); }

Result<TimeZone> TimeZone::named(std::string_view name) {
  try {
    return TimeZone(date::locate_zone(std::string(name)));
  } catch (const std::runtime_error& error) {
    return fail(errors::invalid_time_zone, {{"zone", std::string(name)}}, error.what());
  }
}

const TimeZone& TimeZone::tokyo() {
  static const TimeZone zone = [] {
    auto found = named("Asia/Tokyo");
    if (!found) std::abort(); // the package depends on tzdata
    return *found;
  }();
  return zone;
}

seconds TimeZone::offset_at(Instant instant) const { return as_zone(zone_)->get_info(instant).offset; }

year_month_day TimeZone::date_of(Instant instant) const { return year_month_day{std::chrono::floor<days>(instant + offset_at(instant))}; }

seconds TimeZone::time_of_day(Instant instant) const {
  const auto local = instant + offset_at(instant);
  return local - std::chrono::floor<days>(local);
}

Instant TimeZone::instant_of(year_month_day date, seconds time_of_day) const {
  const date::local_seconds local{(sys_days{date} + time_of_day).time_since_epoch()};
  const auto info = as_zone(zone_)->get_info(local);
  if (info.result == date::local_info::nonexistent) return info.second.begin;
  return Instant{local.time_since_epoch() - info.first.offset}; // the earlier of two
}

std::string to_local_text(Instant instant, const TimeZone& zone, std::string_view language) {
  const auto date = zone.date_of(instant);
  const std::chrono::hh_mm_ss time{zone.time_of_day(instant)};
  const auto abbreviation = zone.abbreviation_at(instant);
  const auto h = time.hours().count();
  const auto m = time.minutes().count();
  const auto y = static_cast<int>(date.year());
  if (language == "ja")
    return fmt::format("{:04}/{:02}/{:02} {:02}:{:02} ({})", y, number(date.month()), number(date.day()), h, m, abbreviation);
  return fmt::format("{} {} {} {:02}:{:02} ({})", number(date.day()), english_months.at(number(date.month()) - 1), y, h, m, abbreviation);
}

std::string TimeZone::name() const { return as_zone(zone_)->name(); }

std::string TimeZone::abbreviation_at(Instant instant) const { return as_zone(zone_)->get_info(instant).abbrev; }

std::string to_long_date(year_month_day date, std::string_view language) {
  const auto weekday = std::chrono::weekday{sys_days{date}}.c_encoding();
  const auto y = static_cast<int>(date.year());
  if (language == "ja") return fmt::format("{}年{}月{}日（{}）", y, number(date.month()), number(date.day()), japanese_days.at(weekday));
  return fmt::format("{} {} {} ({})", number(date.day()), english_months.at(number(date.month()) - 1), y, english_days.at(weekday));
}

std::string to_time_param(Instant instant, const TimeZone& zone) { return fmt::format("{}[{}]", to_rfc3339(instant), zone.name()); }

std::optional<std::string> told_time(std::string_view param, std::string_view language) {
  if (const auto date = parse_date(param)) return to_long_date(*date, language);
  const auto bracket = param.find('[');
  if (bracket == std::string_view::npos || !param.ends_with(']')) return std::nullopt;
  const auto instant = parse_rfc3339(param.substr(0, bracket));
  const auto zone = TimeZone::named(param.substr(bracket + 1, param.size() - bracket - 2));
  if (!instant || !zone) return std::nullopt;
  return to_local_text(*instant, *zone, language);
}

} // namespace core
