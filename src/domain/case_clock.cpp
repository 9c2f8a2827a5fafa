#include "domain/case_clock.h"

#include "core/time.h"

#include <array>

namespace domain {
namespace {

constexpr std::array<std::pair<AgeFlag, std::string_view>, 5> flag_names{{{AgeFlag::due_soon, "due_soon"},
                                                                          {AgeFlag::overdue, "overdue"},
                                                                          {AgeFlag::waiting, "waiting"},
                                                                          {AgeFlag::waiting_long, "waiting_long"},
                                                                          {AgeFlag::unassigned_long, "unassigned_long"}}};

int business_days(core::Instant from, core::Instant until, const core::BusinessCalendar& calendar) {
  return calendar.business_days_between(calendar.zone().date_of(from), calendar.zone().date_of(until));
}

std::vector<AgeFlag> flags_of(const CaseTimes& times, const CaseClock& clock, const AgeingRule& rule, core::Instant now,
                              const core::BusinessCalendar& calendar) {
  std::vector<AgeFlag> flags;
  if (times.decided) return flags;
  const auto today = calendar.zone().date_of(now);
  if (is_overdue(clock.due.latest, now, calendar))
    flags.push_back(AgeFlag::overdue);
  else if (!times.waiting_since && calendar.business_days_between(today, clock.due.latest) <= 1)
    flags.push_back(AgeFlag::due_soon);
  if (clock.waiting_days > rule.waiting_long)
    flags.push_back(AgeFlag::waiting_long);
  else if (clock.waiting_days > rule.waiting)
    flags.push_back(AgeFlag::waiting);
  if (!times.assigned && business_days(times.submitted, now, calendar) > rule.unassigned) flags.push_back(AgeFlag::unassigned_long);
  return flags;
}

} // namespace

std::string_view to_string(AgeFlag flag) {
  for (const auto& [known, name] : flag_names)
    if (known == flag) return name;
  return "?";
}

std::optional<AgeFlag> parse_age_flag(std::string_view text) {
  for (const auto& [flag, name] : flag_names)
    if (name == text) return flag;
  return std::nullopt;
}

CaseClock case_clock(const CaseTimes& times, const AgeingRule& rule, core::Instant now, const core::BusinessCalendar& calendar) {
  auto waits = times.waits;
  CaseClock clock;
  if (times.waiting_since) {
    waits.push_back({*times.waiting_since, now});
    clock.waiting_days = business_days(*times.waiting_since, now, calendar);
  }
  clock.due = due_dates(times.submitted, waits, calendar);
  clock.left = calendar.open_time(now, calendar.closes_on(clock.due.latest));
  clock.flags = flags_of(times, clock, rule, now, calendar);
  return clock;
}

WaitReminder reminder_due(core::Instant waiting_since, const WaitLimits& limits, core::Instant now,
                          const core::BusinessCalendar& calendar) {
  if (now >= waiting_since + limits.lapse) return WaitReminder::lapse;
  const auto waited = business_days(waiting_since, now, calendar);
  if (waited >= limits.second) return WaitReminder::second;
  return waited >= limits.first ? WaitReminder::first : WaitReminder::none;
}

core::Instant apply_deadline(core::Instant ordered, const core::TimeZone& zone) {
  return zone.instant_of(core::add_months(zone.date_of(ordered), 12), std::chrono::seconds{0});
}

} // namespace domain
