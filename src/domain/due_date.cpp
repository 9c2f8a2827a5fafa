#include "domain/due_date.h"

#include <algorithm>
#include <set>

namespace domain {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

std::set<sys_days> waiting_days(std::span<const WaitingTime> waits, const core::TimeZone& zone) {
  std::set<sys_days> out;
  for (const auto& wait : waits)
    for (sys_days day = zone.date_of(wait.from); day <= sys_days{zone.date_of(wait.until)}; day += days{1}) out.insert(day);
  return out;
}

year_month_day nth_day(year_month_day submitted, int count, const std::set<sys_days>& waits, const core::BusinessCalendar& calendar) {
  sys_days day = submitted;
  while (count > 0) {
    day = calendar.add_business_days(day, 1);
    if (!waits.contains(day)) --count;
  }
  return day;
}

} // namespace

DueDates due_dates(core::Instant submitted, std::span<const WaitingTime> waits, const core::BusinessCalendar& calendar) {
  const auto start = calendar.zone().date_of(submitted);
  const auto waiting = waiting_days(waits, calendar.zone());
  return {nth_day(start, 5, waiting, calendar), nth_day(start, 10, waiting, calendar)};
}

std::optional<DueDates> moved_due_dates(core::Instant submitted, std::vector<WaitingTime> waits, const WaitingTime& ended,
                                        const core::BusinessCalendar& calendar) {
  const auto before = due_dates(submitted, waits, calendar);
  waits.push_back(ended);
  const auto after = due_dates(submitted, waits, calendar);
  return after == before ? std::nullopt : std::optional(after);
}

std::chrono::seconds worked_time(core::Instant from, core::Instant until, std::span<const WaitingTime> waits,
                                 const core::BusinessCalendar& calendar) {
  auto sum = calendar.open_time(from, until);
  for (const auto& wait : waits) sum -= calendar.open_time(std::max(from, wait.from), std::min(until, wait.until));
  return sum;
}

bool is_overdue(year_month_day due, core::Instant now, const core::BusinessCalendar& calendar) {
  return calendar.zone().date_of(now) > due;
}

} // namespace domain
