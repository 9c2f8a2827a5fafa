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

core::Result<void> check_call_slot(core::Instant at, core::Instant now, const core::BusinessCalendar& calendar) {
  TRY(check_call_time(at, calendar));
  const auto slots = call_slots_on(calendar.zone().date_of(at), calendar);
  if (std::ranges::find(slots, at) == slots.end()) return core::fail(errors::call_slot_unknown);
  const auto earliest = earliest_call(now, calendar);
  if (at >= earliest) return {};
  return core::fail(errors::call_slot_too_soon, {{"earliest", core::to_local_text(earliest, calendar.zone(), "ja")}});
}

} // namespace domain
