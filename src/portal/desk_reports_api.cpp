#include "http/dto.h"
#include "portal/cases_api.h"
#include "usecases/case_queue.h"
#include "usecases/vetting_report.h"

/// How the desk stands, and how it did (C10).
namespace portal {
namespace {

using http::Call;
using http::File;
using http::None;
using http::Reply;
using http::Role;
using usecases::World;

struct WorkloadDto {
  std::optional<std::string> user_id;
  std::optional<std::string> name;
  std::int64_t cases = 0;
  std::int64_t due_soon = 0;
  std::int64_t overdue = 0;
  std::int64_t waiting = 0;
  static std::string dto_name() { return "Workload"; }
};
BOOST_DESCRIBE_STRUCT(WorkloadDto, (), (user_id, name, cases, due_soon, overdue, waiting))
struct CaseCountsDto {
  std::map<std::string, std::int64_t> queues;
  std::vector<WorkloadDto> specialists;
  static std::string dto_name() { return "CaseCounts"; }
};
BOOST_DESCRIBE_STRUCT(CaseCountsDto, (), (queues, specialists))

struct ReportQuery {
  std::optional<std::chrono::year_month_day> from;
  std::optional<std::chrono::year_month_day> to;
};
BOOST_DESCRIBE_STRUCT(ReportQuery, (), (from, to))

struct SpreadDto {
  std::int64_t count = 0;
  std::int64_t median_seconds = 0;
  std::int64_t p90_seconds = 0;
  static std::string dto_name() { return "Spread"; }
};
BOOST_DESCRIBE_STRUCT(SpreadDto, (), (count, median_seconds, p90_seconds))
struct StepSpread : SpreadDto {
  std::string step;
  static std::string dto_name() { return "StepSpread"; }
};
BOOST_DESCRIBE_STRUCT(StepSpread, (SpreadDto), (step))
struct SpecialistCountDto {
  std::string user_id;
  std::string name;
  std::int64_t recommended = 0;
  std::int64_t approved = 0;
  std::int64_t rejected = 0;
  static std::string dto_name() { return "SpecialistCount"; }
};
BOOST_DESCRIBE_STRUCT(SpecialistCountDto, (), (user_id, name, recommended, approved, rejected))

/// Times are desk hours, the applicant's waits left out.
struct VettingReportDto {
  std::string from;
  std::string to;
  std::int64_t day_seconds = 0; ///< desk hours of one business day
  std::int64_t received = 0;
  std::int64_t approved = 0;
  std::int64_t rejected = 0;
  std::int64_t withdrawn = 0;
  std::int64_t lapsed = 0;
  SpreadDto decision;
  std::vector<StepSpread> steps;
  std::int64_t first_time_right = 0;
  std::int64_t late = 0;
  std::vector<SpecialistCountDto> specialists;
  static std::string dto_name() { return "VettingReport"; }
};
BOOST_DESCRIBE_STRUCT(VettingReportDto, (),
                      (from, to, day_seconds, received, approved, rejected, withdrawn, lapsed, decision, steps, first_time_right, late,
                       specialists))

SpreadDto to_dto(const domain::Spread& spread) { return {spread.count, spread.median.count(), spread.p90.count()}; }

VettingReportDto to_dto(const World& world, const usecases::DeskReport& report) {
  const auto& counts = report.counts;
  const auto ended = [&](domain::CaseEnd end) { return counts.ended.contains(end) ? counts.ended.at(end) : 0; };
  VettingReportDto dto;
  dto.from = core::to_string(report.period.from);
  dto.to = core::to_string(report.period.to);
  dto.day_seconds = world.calendar.day_length().count();
  dto.received = counts.received;
  dto.approved = ended(domain::CaseEnd::approved);
  dto.rejected = ended(domain::CaseEnd::rejected);
  dto.withdrawn = ended(domain::CaseEnd::withdrawn);
  dto.lapsed = ended(domain::CaseEnd::lapsed);
  dto.decision = to_dto(counts.decision);
  for (const auto& [step, spread] : counts.steps) dto.steps.push_back({to_dto(spread), std::string(domain::to_string(step))});
  dto.first_time_right = counts.first_time_right;
  dto.late = counts.late;
  for (const auto& [id, count] : counts.specialists)
    dto.specialists.push_back(
        {id, report.people.contains(id) ? report.people.at(id) : id, count.recommended, count.approved, count.rejected});
  return dto;
}

core::Result<Reply<CaseCountsDto>> count_cases(World& world, const Call<>& call) {
  const auto counts = TRY(usecases::count_cases(world, storage::UserId::stored(call.principal.user_id)));
  CaseCountsDto dto{counts.queues, {}};
  const auto some = [](const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); };
  for (const auto& of : counts.specialists)
    dto.specialists.push_back({some(of.user_id), some(of.name), of.cases, of.due_soon, of.overdue, of.waiting});
  return dto;
}

core::Result<Reply<VettingReportDto>> get_vetting_report(World& world, const Call<None, ReportQuery>& call) {
  const auto period = TRY(usecases::report_period(world, call.query.from, call.query.to));
  return to_dto(world, TRY(usecases::vetting_report(world, period)));
}

core::Result<Reply<File>> get_vetting_report_csv(World& world, const Call<None, ReportQuery>& call) {
  const auto period = TRY(usecases::report_period(world, call.query.from, call.query.to));
  return File{"text/csv; charset=utf-8", TRY(usecases::vetting_report_csv(world, period, call.language)),
              "vetting-" + core::to_string(period.from) + "-" + core::to_string(period.to) + ".csv"};
}

} // namespace

std::vector<http::Endpoint> desk_report_endpoints(World& world) {
  using enum http::Method;
  constexpr auto readers = http::allow::staff(Role::specialist) | http::allow::staff(Role::staff_auditor, Role::support);
  return {
      http::endpoint({.id = "countCases",
                      .method = get,
                      .path = "/case-counts",
                      .summary = "Count the cases of each queue and specialist",
                      .permission = readers,
                      .listeners = http::on::desk,
                      .tag = "cases"},
                     world, &count_cases),
      http::endpoint({.id = "getVettingReport",
                      .method = get,
                      .path = "/reports/vetting",
                      .summary = "Report how fast and how well cases were vetted",
                      .permission = readers,
                      .listeners = http::on::desk,
                      .tag = "reports"},
                     world, &get_vetting_report),
      http::endpoint({.id = "getVettingReportCsv",
                      .method = get,
                      .path = "/reports/vetting/csv",
                      .summary = "Read the report's cases as CSV",
                      .permission = readers,
                      .listeners = http::on::desk,
                      .tag = "reports"},
                     world, &get_vetting_report_csv),
  };
}

} // namespace portal
