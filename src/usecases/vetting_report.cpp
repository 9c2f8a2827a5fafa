#include "usecases/vetting_report.h"

#include "core/text.h"
#include "core/time.h"
#include "storage/case_times.h"
#include "storage/users.h"
#include "usecases/errors.h"

#include <fmt/format.h>

#include <array>

namespace usecases {
namespace {

using namespace std::chrono;

struct Span {
  core::Instant from;
  core::Instant until;
};
Span span_of(const World& world, const ReportPeriod& period) {
  const auto& zone = world.calendar.zone();
  return {zone.instant_of(period.from, seconds{0}), zone.instant_of(year_month_day{sys_days{period.to} + days{1}}, seconds{0})};
}

struct LoadedCases {
  std::vector<storage::ReportCaseRow> rows;
  std::vector<domain::ReportedCase> cases; ///< in the same order
};

std::optional<domain::CaseEnd> end_of(const std::string& status) {
  using enum domain::CaseEnd;
  for (const auto end : {approved, rejected, withdrawn, lapsed})
    if (domain::to_string(end) == status) return end;
  return std::nullopt;
}

domain::ReportedCase to_case(const storage::ReportCaseRow& row) {
  domain::ReportedCase reported{.submitted = row.opened_at, .end = end_of(row.status), .asked = row.asked};
  if (row.decided_at)
    reported.ended_at = *row.decided_at;
  else
    reported.end.reset();
  if (row.recommended_by) reported.first = row.recommended_by->str();
  if (reported.end == domain::CaseEnd::approved && row.approved_by) reported.second = row.approved_by->str();
  if (reported.end == domain::CaseEnd::rejected) reported.second = row.ended_by.value_or("");
  return reported;
}

/// A step counts as done when it last passed; one that was not needed took no time and tells nothing.
void add_step(const storage::StepChangeRow& change, domain::ReportedCase& reported) {
  const auto step = domain::parse_step(change.step);
  if (!step) return;
  std::erase_if(reported.passed, [&](const auto& passed) { return passed.first == *step; });
  if (change.status == "passed") reported.passed.emplace_back(*step, change.at);
}

core::Result<LoadedCases> load_cases(World& world, const Span& span) {
  return world.database.read([&](storage::Transaction& tx) -> core::Result<LoadedCases> {
    LoadedCases loaded{TRY(storage::list_cases_between(tx, span.from, span.until)), {}};
    std::map<std::string, std::size_t> places;
    for (const auto& row : loaded.rows) {
      places[row.id.str()] = loaded.cases.size();
      loaded.cases.push_back(to_case(row));
    }
    for (const auto& wait : TRY(storage::list_waits_between(tx, span.from, span.until)))
      loaded.cases[places.at(wait.case_id.str())].waits.push_back({wait.began_at, wait.ended_at});
    for (const auto& change : TRY(storage::list_step_changes_between(tx, span.from, span.until)))
      add_step(change, loaded.cases[places.at(change.case_id.str())]);
    return loaded;
  });
}

core::Result<std::map<std::string, std::string>> load_people(World& world) {
  return world.database.read([](storage::Transaction& tx) -> core::Result<std::map<std::string, std::string>> {
    std::map<std::string, std::string> names;
    for (const auto& user : TRY(storage::list_users(tx, storage::Tenant::any()))) names[user.id.str()] = user.name;
    return names;
  });
}

/// Quoted; what a spreadsheet would take for a formula is made text.
std::string csv_field(std::string text) {
  if (!text.empty() && std::string_view("=+-@\t\r").contains(text.front())) text.insert(0, "'");
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

std::string csv_line(const std::vector<std::string>& fields) {
  std::vector<std::string> quoted;
  for (const auto& field : fields) quoted.push_back(csv_field(field));
  return core::join(quoted, ",") + "\r\n";
}

std::string hours(seconds time) { return fmt::format("{:.2f}", duration<double, std::ratio<3600>>(time).count()); }

std::string product_name(const World& world, const std::string& id, core::Language language) {
  const auto product = world.catalogue.product(id);
  return product ? (*product)->name.in(language) : id;
}

std::string csv_case(const World& world, const storage::ReportCaseRow& row, const domain::ReportedCase& reported,
                     const std::map<std::string, std::string>& people, core::Language language) {
  const auto local = [&](core::Instant at) { return core::to_local_text(at, world.calendar.zone(), "ja"); };
  const auto name = [&](const std::string& id) { return people.contains(id) ? people.at(id) : id; };
  const auto mark = [&](bool yes) { return core::message(language, "codes", yes ? "report.yes" : "report.no"); };
  seconds waited{0};
  for (const auto& wait : reported.waits) waited += world.calendar.open_time(wait.from, wait.until);
  const bool ended = reported.end.has_value();
  return csv_line({row.number, product_name(world, row.product, language), core::message(language, "codes", "state." + row.status),
                   local(row.opened_at), ended ? local(reported.ended_at) : "",
                   ended ? hours(domain::time_to_end(reported, world.calendar)) : "", hours(waited),
                   ended ? mark(domain::decided_late(reported, world.calendar)) : "", ended ? mark(domain::first_time_right(reported)) : "",
                   name(reported.first), name(reported.second)});
}

} // namespace

core::Result<ReportPeriod> report_period(const World& world, const std::optional<year_month_day>& from,
                                         const std::optional<year_month_day>& to) {
  const auto today = world.calendar.zone().date_of(world.clock.now());
  const auto first = from.value_or(year_month_day{today.year() / today.month() / 1});
  const ReportPeriod period{first, to.value_or(year_month_day{first.year() / first.month() / last})};
  if (period.to < period.from || sys_days{period.to} - sys_days{period.from} > days{3660})
    return core::fail(errors::report_period_invalid, {{"from", core::to_string(period.from)}, {"to", core::to_string(period.to)}});
  return period;
}

core::Result<DeskReport> vetting_report(World& world, const ReportPeriod& period) {
  const auto span = span_of(world, period);
  const auto loaded = TRY(load_cases(world, span));
  return DeskReport{period, domain::vetting_report(loaded.cases, span.from, span.until, world.calendar), TRY(load_people(world))};
}

core::Result<std::string> vetting_report_csv(World& world, const ReportPeriod& period, core::Language language) {
  const auto loaded = TRY(load_cases(world, span_of(world, period)));
  const auto people = TRY(load_people(world));
  constexpr std::array columns{"number", "product", "status",           "submitted", "ended", "hours",
                               "waited", "late",    "first_time_right", "first",     "second"};
  std::vector<std::string> heads;
  for (const auto* column : columns) heads.push_back(core::message(language, "codes", "report." + std::string(column)));
  std::string csv = "\xEF\xBB\xBF" + csv_line(heads);
  for (std::size_t i = 0; i < loaded.rows.size(); ++i) csv += csv_case(world, loaded.rows[i], loaded.cases[i], people, language);
  return csv;
}

} // namespace usecases
