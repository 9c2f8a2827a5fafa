#include "domain/vetting_report.h"

#include <algorithm>

namespace domain {
namespace {

struct Samples {
  std::vector<std::chrono::seconds> decisions;
  std::map<Step, std::vector<std::chrono::seconds>> steps;
};

bool is_decision(CaseEnd end) { return end == CaseEnd::approved || end == CaseEnd::rejected; }

void count_people(const ReportedCase& reported, VettingReport& report) {
  if (!reported.first.empty()) ++report.specialists[reported.first].recommended;
  if (reported.second.empty()) return;
  auto& count = report.specialists[reported.second];
  ++(*reported.end == CaseEnd::approved ? count.approved : count.rejected);
}

void count_decision(const ReportedCase& reported, const core::BusinessCalendar& calendar, Samples& samples, VettingReport& report) {
  samples.decisions.push_back(time_to_end(reported, calendar));
  for (const auto& [step, at] : reported.passed)
    samples.steps[step].push_back(worked_time(reported.submitted, at, reported.waits, calendar));
  if (decided_late(reported, calendar)) ++report.late;
  if (first_time_right(reported)) ++report.first_time_right;
  count_people(reported, report);
}

} // namespace

std::string_view to_string(CaseEnd end) {
  switch (end) {
  case CaseEnd::approved:
    return "approved";
  case CaseEnd::rejected:
    return "rejected";
  case CaseEnd::withdrawn:
    return "withdrawn";
  case CaseEnd::lapsed:
    return "lapsed";
  }
  return "?";
}

std::chrono::seconds time_to_end(const ReportedCase& reported, const core::BusinessCalendar& calendar) {
  return worked_time(reported.submitted, reported.ended_at, reported.waits, calendar);
}

bool decided_late(const ReportedCase& reported, const core::BusinessCalendar& calendar) {
  return is_overdue(due_dates(reported.submitted, reported.waits, calendar).latest, reported.ended_at, calendar);
}

bool first_time_right(const ReportedCase& reported) {
  return reported.end == CaseEnd::approved && !reported.asked && reported.waits.empty();
}

Spread spread_of(std::vector<std::chrono::seconds> values) {
  if (values.empty()) return {};
  std::ranges::sort(values);
  const auto n = values.size();
  const auto median = (values[(n - 1) / 2] + values[n / 2]) / 2;
  return {static_cast<std::int64_t>(n), median, values[(9 * n + 9) / 10 - 1]};
}

VettingReport vetting_report(std::span<const ReportedCase> cases, core::Instant from, core::Instant until,
                             const core::BusinessCalendar& calendar) {
  const auto within = [&](core::Instant at) { return at >= from && at < until; };
  VettingReport report;
  Samples samples;
  for (const auto& reported : cases) {
    if (within(reported.submitted)) ++report.received;
    if (!reported.end || !within(reported.ended_at)) continue;
    ++report.ended[*reported.end];
    if (is_decision(*reported.end)) count_decision(reported, calendar, samples, report);
  }
  report.decision = spread_of(std::move(samples.decisions));
  for (auto& [step, values] : samples.steps) report.steps[step] = spread_of(std::move(values));
  return report;
}

} // namespace domain
