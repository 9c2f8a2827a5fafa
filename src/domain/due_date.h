#pragma once

#include "core/calendar.h"

#include <optional>
#include <span>
#include <vector>

namespace domain {

/// C10: the standard is 5–10 business days from the submission.
struct DueDates {
  std::chrono::year_month_day standard; ///< 5th business day
  std::chrono::year_month_day latest;   ///< 10th business day
  friend bool operator==(const DueDates&, const DueDates&) = default;
};
struct WaitingTime {
  core::Instant from;
  core::Instant until;
};

/// Business days on which the applicant was awaited, even partly, do not count.
DueDates due_dates(core::Instant submitted, std::span<const WaitingTime> waits, const core::BusinessCalendar& calendar);
/// The due dates after a wait that ends, where it has moved one of them.
std::optional<DueDates> moved_due_dates(core::Instant submitted, std::vector<WaitingTime> waits, const WaitingTime& ended,
                                        const core::BusinessCalendar& calendar);
/// Desk hours between two instants, less those within a wait.
std::chrono::seconds worked_time(core::Instant from, core::Instant until, std::span<const WaitingTime> waits,
                                 const core::BusinessCalendar& calendar);
/// The local date of `now` is past the due date.
bool is_overdue(std::chrono::year_month_day due, core::Instant now, const core::BusinessCalendar& calendar);

} // namespace domain
