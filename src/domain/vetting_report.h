#pragma once

#include "domain/due_date.h"
#include "domain/vetting.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace domain {

enum class CaseEnd : std::uint8_t { approved, rejected, withdrawn, lapsed };
std::string_view to_string(CaseEnd end);

/// A case as the statistics of the desk see it.
struct ReportedCase {
  core::Instant submitted{};
  std::optional<CaseEnd> end = {};
  core::Instant ended_at{}; ///< where it has an end
  std::vector<WaitingTime> waits = {};
  bool asked = false;                                      ///< the applicant was asked something
  std::vector<std::pair<Step, core::Instant>> passed = {}; ///< when a step was done
  std::string first = {};                                  ///< who recommended
  std::string second = {};                                 ///< who approved, or rejected
};
/// The case's desk hours from submission to its end, waiting excluded.
std::chrono::seconds time_to_end(const ReportedCase& reported, const core::BusinessCalendar& calendar);
/// Decided later than the last due day.
bool decided_late(const ReportedCase& reported, const core::BusinessCalendar& calendar);
/// Approved, and the applicant was never asked anything.
bool first_time_right(const ReportedCase& reported);

/// Median (of an even number the mean of the middle two) and 90th percentile (nearest rank).
struct Spread {
  std::int64_t count = 0;
  std::chrono::seconds median{0};
  std::chrono::seconds p90{0};
};
Spread spread_of(std::vector<std::chrono::seconds> values);

struct SpecialistCount {
  std::int64_t recommended = 0;
  std::int64_t approved = 0;
  std::int64_t rejected = 0;
};
/// C10 over a time: what came in, what was decided and how fast.
struct VettingReport {
  std::int64_t received = 0;
  std::map<CaseEnd, std::int64_t> ended;
  Spread decision;                   ///< approved and rejected
  std::map<Step, Spread> steps;      ///< from submission until each was done, of the cases decided
  std::int64_t first_time_right = 0; ///< of those approved
  std::int64_t late = 0;             ///< of those decided
  std::map<std::string, SpecialistCount> specialists;
};
/// Counts what was submitted, and what ended, in [from, until).
VettingReport vetting_report(std::span<const ReportedCase> cases, core::Instant from, core::Instant until,
                             const core::BusinessCalendar& calendar);

} // namespace domain
