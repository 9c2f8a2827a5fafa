#include "usecases/case_clock.h"

namespace usecases {

domain::AgeingRule ageing_rule(const core::Config& config) {
  return {.waiting = static_cast<int>(config.desk.reminder_days),
          .waiting_long = static_cast<int>(config.desk.second_reminder_days),
          .unassigned = static_cast<int>(config.desk.unassigned_days)};
}

domain::WaitLimits wait_limits(const core::Config& config) {
  return {.first = static_cast<int>(config.desk.reminder_days),
          .second = static_cast<int>(config.desk.second_reminder_days),
          .lapse = std::chrono::days{config.desk.lapse_days}};
}

std::vector<domain::WaitingTime> to_waits(const std::vector<storage::WaitRow>& rows) {
  std::vector<domain::WaitingTime> waits;
  for (const auto& row : rows) waits.push_back({row.began_at, row.ended_at});
  return waits;
}

CaseLine with_clock(const World& world, storage::CaseSummaryRow row, std::vector<domain::WaitingTime> waits) {
  CaseLine line{.row = std::move(row)};
  if (!line.row.submitted_at) return line;
  const bool undecided = line.row.status == "open" || line.row.status == "in_review" || line.row.status == "waiting_for_applicant";
  const domain::CaseTimes times{.submitted = *line.row.submitted_at,
                                .waits = std::move(waits),
                                .waiting_since = undecided ? line.row.waiting_since : std::nullopt,
                                .assigned = line.row.assigned_to.has_value(),
                                .decided = !undecided};
  line.clock = domain::case_clock(times, ageing_rule(world.config), world.clock.now(), world.calendar);
  line.due = line.clock->due;
  line.overdue = line.clock->raises(domain::AgeFlag::overdue);
  return line;
}

} // namespace usecases
