#pragma once

#include "domain/vetting_report.h"
#include "usecases/world.h"

#include <map>

namespace usecases {

/// Days of the desk's zone; both included. A month where neither is given.
struct ReportPeriod {
  std::chrono::year_month_day from;
  std::chrono::year_month_day to;
};
/// The period that a query means: absent ends are those of the current month. `report_period_invalid` where it ends before it begins
/// or is longer than ten years.
core::Result<ReportPeriod> report_period(const World& world, const std::optional<std::chrono::year_month_day>& from,
                                         const std::optional<std::chrono::year_month_day>& to);

struct DeskReport {
  ReportPeriod period;
  domain::VettingReport counts;
  std::map<std::string, std::string> people; ///< names by user id
};
core::Result<DeskReport> vetting_report(World& world, const ReportPeriod& period);

/// The cases behind the report, a line each (RFC 4180, with a mark of UTF-8 so that spreadsheets read it).
core::Result<std::string> vetting_report_csv(World& world, const ReportPeriod& period, core::Language language);

} // namespace usecases
