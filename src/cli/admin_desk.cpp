#include "cli/admin_desk.h"

#include "cli/console.h"
#include "cli/errors.h"
#include "cli/installation.h"
#include "core/crypto.h"
#include "core/time.h"
#include "usecases/case_file.h"
#include "usecases/case_queue.h"
#include "usecases/holiday_follower.h"
#include "usecases/retention_report.h"
#include "usecases/vetting_report.h"

#include <fmt/format.h>

#include <fstream>

namespace cli::admin {
namespace {

using namespace std::chrono;
using Period = std::pair<std::optional<year_month_day>, std::optional<year_month_day>>;

/// The installation without a signer of its own: nothing here is signed.
core::Result<std::unique_ptr<Installation>> open_installation(const Target& target) {
  auto opened = TRY(Installation::open(
      {.data = target.data, .test_clock = std::nullopt, .signer_socket = SignerChild::socket_of(target.data).string(), .warn = false}));
  usecases::HolidayFollower holidays(opened->world());
  static_cast<void>(TRY(holidays.refresh()));
  return opened;
}

core::Result<Period> quarter_of(const std::string& text) {
  const bool formed = text.size() == 6 && text[4] == 'Q' && text[5] >= '1' && text[5] <= '4';
  const auto new_year = core::parse_date(text.substr(0, 4) + "-01-01");
  if (!formed || !new_year) return core::fail(errors::quarter_invalid, {{"quarter", text}});
  const auto from = *new_year + months{3 * (text[5] - '1')};
  const auto last_month = from + months{2};
  return Period{from, year_month_day{last_month.year() / last_month.month() / last}};
}

core::Result<std::optional<year_month_day>> date_of(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return TRY(core::parse_date(text));
}

core::Result<Period> parse_period(const PeriodWords& words) {
  if (!words.quarter.empty()) return quarter_of(words.quarter);
  return Period{TRY(date_of(words.from)), TRY(date_of(words.to))};
}

core::Params spread_params(const domain::Spread& spread) {
  const auto hours = [](seconds time) { return fmt::format("{:.1f}", duration<double, std::ratio<3600>>(time).count()); };
  return {{"count", std::to_string(spread.count)}, {"median", hours(spread.median)}, {"p90", hours(spread.p90)}};
}

void say_queues(core::Language language, const usecases::CaseCounts& counts) {
  core::Params params;
  for (const auto& [queue, count] : counts.queues) params.emplace_back(queue, std::to_string(count));
  say(language, "desk_queues", params);
}

void say_report(core::Language language, const usecases::DeskReport& report) {
  const auto& counts = report.counts;
  const auto ended = [&](domain::CaseEnd end) { return counts.ended.contains(end) ? counts.ended.at(end) : 0; };
  const auto number = [](std::int64_t count) { return std::to_string(count); };
  say(language, "desk_period", {{"from", core::to_string(report.period.from)}, {"to", core::to_string(report.period.to)}});
  using enum domain::CaseEnd;
  say(language, "desk_ended",
      {{"received", number(counts.received)},
       {"approved", number(ended(approved))},
       {"rejected", number(ended(rejected))},
       {"withdrawn", number(ended(withdrawn))},
       {"lapsed", number(ended(lapsed))}});
  say(language, "desk_quality",
      {{"first_time_right", number(counts.first_time_right)},
       {"approved", number(ended(approved))},
       {"late", number(counts.late)},
       {"decided", number(counts.decision.count)}});
  say(language, "desk_decision", spread_params(counts.decision));
  for (const auto& [step, spread] : counts.steps) {
    auto params = spread_params(spread);
    params.emplace_back("step", core::message(language, "codes", "step." + std::string(domain::to_string(step))));
    say(language, "desk_step", params);
  }
}

void say_drawn(core::Language language, const core::TimeZone& zone, const usecases::SampledCertificate& drawn) {
  say(language, "sample_line",
      {{"certificate", drawn.row.id.str()},
       {"name", drawn.row.common_name},
       {"organization", drawn.row.organization_name},
       {"issued_on", core::to_string(zone.date_of(drawn.row.issued_at))},
       {"case", drawn.case_id.empty() ? "-" : drawn.case_id}});
}

/// For the eyes of whoever runs the command: it tells of people.
core::Result<void> write_archive(const Target& target, const std::filesystem::path& path, const core::Bytes& content) {
  std::error_code failed;
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), failed);
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, failed);
  file << core::as_text(content);
  file.close();
  if (!file) return core::fail(errors::file_unwritable, {{"path", path.string()}});
  say(target.language, "file_written", {{"path", path.string()}, {"sha256", core::sha256_hex(content)}});
  return {};
}

core::Result<usecases::SampleRequest> to_request(const SampleWords& words) {
  const auto [from, to] = TRY(parse_period(words.period));
  if (!from || !to) return core::fail(errors::period_missing);
  return usecases::SampleRequest{*from, *to, words.percent, words.seed.empty() ? core::to_hex(core::random_bytes(8)) : words.seed,
                                 words.level};
}

} // namespace

core::Result<int> report_desk(const Target& target, const DeskReportWords& words) {
  const auto installation = TRY(open_installation(target));
  auto& world = installation->world();
  const auto [from, to] = TRY(parse_period(words.period));
  const auto period = TRY(usecases::report_period(world, from, to));
  if (words.csv) {
    fmt::print("{}", TRY(usecases::vetting_report_csv(world, period, target.language)));
    return 0;
  }
  say_queues(target.language, TRY(usecases::count_cases(world, storage::UserId::stored(""))));
  say_report(target.language, TRY(usecases::vetting_report(world, period)));
  return 0;
}

core::Result<int> draw_sample(const Target& target, const SampleWords& words) {
  const auto installation = TRY(open_installation(target));
  auto& world = installation->world();
  const auto request = TRY(to_request(words));
  const auto sample = TRY(usecases::draw_audit_sample(world, request));
  say(target.language, "sample_drawn",
      {{"drawn", std::to_string(sample.certificates.size())},
       {"population", std::to_string(sample.population.size())},
       {"from", core::to_string(request.from)},
       {"to", core::to_string(request.until)},
       {"percent", std::to_string(request.percent)},
       {"seed", request.seed}});
  for (const auto& drawn : sample.certificates) say_drawn(target.language, world.calendar.zone(), drawn);
  if (words.out.empty()) return 0;
  const auto zip = TRY(usecases::export_sample(world, usecases::system_actor("admin sample"), request, target.language));
  TRY(write_archive(target, std::filesystem::path(words.out) / zip.name, zip.content));
  return 0;
}

core::Result<int> export_case(const Target& target, const std::string& number, const std::filesystem::path& file) {
  const auto installation = TRY(open_installation(target));
  auto& world = installation->world();
  const auto found = TRY(world.database.read([&](storage::Transaction& tx) { return storage::find_case_numbered(tx, number); }));
  const auto id = TRY(core::require(found, errors::case_unknown, {{"number", number}}));
  const auto zip = TRY(usecases::export_case(world, usecases::system_actor("admin case-file"), id, target.language));
  TRY(write_archive(target, file, zip.content));
  return 0;
}

core::Result<int> report_retention(const Target& target) {
  constexpr std::int64_t page_size = 200;
  const auto installation = TRY(open_installation(target));
  auto& world = installation->world();
  std::optional<std::string> after = "";
  std::int64_t count = 0;
  int years = 0;
  while (after) {
    const auto report = TRY(usecases::report_retention(world, *after, page_size));
    years = report.years;
    for (const auto& item : report.cases.items) {
      if (!item.may_destroy || item.row.destroyed_at) continue;
      ++count;
      say(target.language, "retention_line",
          {{"number", item.row.application_number},
           {"organization", item.row.organization_name},
           {"kept_until", core::to_string(world.calendar.zone().date_of(*item.keep_until))},
           {"records", std::to_string(item.row.records)}});
    }
    after = report.cases.next;
  }
  say(target.language, "retention_over", {{"count", std::to_string(count)}, {"years", std::to_string(years)}});
  return 0;
}

} // namespace cli::admin
