#include "domain/call_slots.h"

#include "core/time.h"
#include "domain/errors.h"
#include "domain/vetting.h"

#include <algorithm>

namespace domain {

std::vector<core::Instant> call_slots_on(std::chrono::year_month_day date, const core::BusinessCalendar& calendar) {
  std::vector<core::Instant> slots;
  if (!calendar.is_business_day(date)) return slots;
  const auto end = calendar.closes_on(date);
  for (auto at = calendar.opens_on(date); at + call_slot_length <= end; at += call_slot_length) slots.push_back(at);
  return slots;
}

core::Instant call_slot_of(core::Instant at, const core::BusinessCalendar& calendar) {
  const auto opens = calendar.opens_on(calendar.zone().date_of(at));
  return opens + std::chrono::floor<std::chrono::minutes>(at - opens) / call_slot_length * call_slot_length;
}

core::Instant earliest_call(core::Instant now, const core::BusinessCalendar& calendar) {
  return calendar.add_open_time(now, call_notice_time);
}

core::Instant latest_call(core::Instant now, std::int64_t days_ahead, const core::BusinessCalendar& calendar) {
  const std::chrono::sys_days today = calendar.zone().date_of(now);
  return calendar.zone().instant_of(today + std::chrono::days{days_ahead + 1}, std::chrono::seconds{0}) - std::chrono::seconds{1};
}

core::Result<void> check_call_near(core::Instant at, core::Instant now, std::int64_t days_ahead, const core::BusinessCalendar& calendar) {
  const auto latest = latest_call(now, days_ahead, calendar);
  if (at <= latest) return {};
  return core::fail(errors::call_slot_too_far,
                    {{"days", std::to_string(days_ahead)}, {"until", core::to_string(calendar.zone().date_of(latest))}});
}

core::Result<void> check_call_time(core::Instant at, const core::BusinessCalendar& calendar) {
  const auto closes = calendar.closes_on(calendar.zone().date_of(at));
  const bool begins = calendar.is_open(at);
  if (begins && at + call_slot_length <= closes) return {};
  const auto next = calendar.next_open(begins ? closes : at);
  return core::fail(errors::call_outside_hours, {{"next", core::to_time_param(next, calendar.zone())}});
}

core::Result<void> check_call_slot(core::Instant at, core::Instant now, std::int64_t days_ahead, const core::BusinessCalendar& calendar) {
  TRY(check_call_near(at, now, days_ahead, calendar));
  TRY(check_call_time(at, calendar));
  const auto slots = call_slots_on(calendar.zone().date_of(at), calendar);
  if (std::ranges::find(slots, at) == slots.end()) return core::fail(errors::call_slot_unknown);
  const auto earliest = earliest_call(now, calendar);
  if (at >= earliest) return {};
  return core::fail(errors::call_slot_too_soon, {{"earliest", core::to_time_param(earliest, calendar.zone())}});
}

} // namespace domain
