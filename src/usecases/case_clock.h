#pragma once

#include "domain/case_clock.h"
#include "storage/case_times.h"
#include "usecases/world.h"

namespace usecases {

/// A line of the desk's queue with its clock (C10).
struct CaseLine {
  storage::CaseSummaryRow row;
  std::optional<domain::DueDates> due = {};
  bool overdue = false;
  std::optional<domain::CaseClock> clock = {};
};

domain::AgeingRule ageing_rule(const core::Config& config);
domain::WaitLimits wait_limits(const core::Config& config);
std::vector<domain::WaitingTime> to_waits(const std::vector<storage::WaitRow>& rows);
/// The clock of a case that was submitted; none of one that was not.
CaseLine with_clock(const World& world, storage::CaseSummaryRow row, std::vector<domain::WaitingTime> waits);

} // namespace usecases
