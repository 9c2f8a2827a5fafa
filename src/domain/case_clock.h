#pragma once

#include "domain/due_date.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

namespace domain {

/// What the clock of an undecided case is told from.
struct CaseTimes {
  core::Instant submitted{};
  std::vector<WaitingTime> waits; ///< that are over
  std::optional<core::Instant> waiting_since = {};
  bool assigned = false;
  bool decided = false;
};
/// After how many business days a case draws attention (C10).
struct AgeingRule {
  int waiting = 5; ///< the applicant is awaited longer
  int waiting_long = 10;
  int unassigned = 1;
};
enum class AgeFlag : std::uint8_t { due_soon, overdue, waiting, waiting_long, unassigned_long };
std::string_view to_string(AgeFlag flag);
std::optional<AgeFlag> parse_age_flag(std::string_view text);

struct CaseClock {
  DueDates due;
  std::chrono::seconds left{0}; ///< desk hours until the last due day closes
  int waiting_days = 0;         ///< business days for which the applicant has been awaited
  std::vector<AgeFlag> flags;
  bool raises(AgeFlag flag) const { return std::ranges::find(flags, flag) != flags.end(); }
};
/// Due dates as of now (a wait that goes on counts until now), what is left, and what draws attention; a decided case has no flags.
CaseClock case_clock(const CaseTimes& times, const AgeingRule& rule, core::Instant now, const core::BusinessCalendar& calendar);

enum class WaitReminder : std::uint8_t { none, first, second, lapse };
/// What an applicant who has been awaited since then is due for: reminders after business days, the end after days.
struct WaitLimits {
  int first = 5;
  int second = 10;
  std::chrono::days lapse{60};
};
WaitReminder reminder_due(core::Instant waiting_since, const WaitLimits& limits, core::Instant now, const core::BusinessCalendar& calendar);

/// Until when an order's right to apply lasts: a year from the order, to the end of the last day (domain: non-pooling licences).
core::Instant apply_deadline(core::Instant ordered, const core::TimeZone& zone);

} // namespace domain
