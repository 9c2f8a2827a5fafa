#include "usecases/case_queue.h"

#include "core/time.h"
#include "storage/errors.h"

#include <algorithm>
#include <array>

namespace usecases {
namespace {

using domain::AgeFlag;

constexpr std::array<std::string_view, 10> undecided{"mine",     "unassigned", "open",         "review",          "waiting",
                                                     "due_soon", "overdue",    "waiting_long", "unassigned_long", "all"};

bool has_flag(const CaseLine& line, AgeFlag flag) { return line.clock && line.clock->raises(flag); }

bool is_in(const CaseLine& line, std::string_view queue, const storage::UserId& user) {
  if (queue == "mine") return line.row.assigned_to == user;
  if (queue == "unassigned") return !line.row.assigned_to;
  if (queue == "open") return line.row.status != "in_review";
  if (queue == "review") return line.row.status == "in_review";
  if (queue == "waiting") return line.row.status == "waiting_for_applicant";
  const auto flag = domain::parse_age_flag(queue);
  return !flag || has_flag(line, *flag);
}

core::Result<std::vector<CaseLine>> load_undecided(World& world) {
  return world.database.read([&](storage::Transaction& tx) -> core::Result<std::vector<CaseLine>> {
    std::map<std::string, std::vector<domain::WaitingTime>> waits;
    for (const auto& row : TRY(storage::list_undecided_waits(tx))) waits[row.case_id.str()].push_back({row.began_at, row.ended_at});
    std::vector<CaseLine> lines;
    for (auto& row : TRY(storage::list_undecided_cases(tx))) {
      auto of_case = waits.extract(row.id.str());
      lines.push_back(with_clock(world, std::move(row), of_case ? std::move(of_case.mapped()) : std::vector<domain::WaitingTime>{}));
    }
    return lines;
  });
}

/// Where a line stands: its last due day, then its id.
std::string due_key(const CaseLine& line) { return line.due ? core::to_string(line.due->latest) : "9999-12-31"; }
std::pair<std::string, std::string> place(const CaseLine& line) { return {due_key(line), line.row.id.str()}; }

core::Result<storage::Page<CaseLine>> page_of(std::vector<CaseLine> lines, const CaseQueue& query) {
  const auto after = TRY(storage::parse_cursor(query.after));
  if (after && !core::parse_date(after->value)) return core::fail(storage::errors::cursor_invalid);
  std::erase_if(lines, [&](const CaseLine& line) {
    return !is_in(line, query.queue, query.user) || (after && place(line) <= std::pair(after->value, after->id));
  });
  std::ranges::sort(lines, {}, place);
  storage::Page<CaseLine> page;
  for (auto& line : lines) {
    if (static_cast<std::int64_t>(page.items.size()) == query.limit) {
      page.next = storage::to_text({due_key(page.items.back()), page.items.back().row.id.str()});
      break;
    }
    page.items.push_back(std::move(line));
  }
  return page;
}

core::Result<storage::Page<CaseLine>> list_done(World& world, const CaseQueue& query) {
  return world.database.read([&](storage::Transaction& tx) -> core::Result<storage::Page<CaseLine>> {
    auto rows = TRY(storage::list_cases(tx, {storage::Queue::done, query.user, query.after, query.limit}));
    storage::Page<CaseLine> page{{}, std::move(rows.next)};
    for (auto& row : rows.items) {
      auto waits = to_waits(TRY(storage::list_waits(tx, row.id)));
      page.items.push_back(with_clock(world, std::move(row), std::move(waits)));
    }
    return page;
  });
}

void add(Workload& of, const CaseLine& line) {
  ++of.cases;
  if (has_flag(line, AgeFlag::due_soon)) ++of.due_soon;
  if (has_flag(line, AgeFlag::overdue)) ++of.overdue;
  if (line.row.status == "waiting_for_applicant") ++of.waiting;
}

} // namespace

core::Result<storage::Page<CaseLine>> list_cases(World& world, const CaseQueue& query) {
  if (query.queue == "done") return list_done(world, query);
  return page_of(TRY(load_undecided(world)), query);
}

core::Result<CaseCounts> count_cases(World& world, const storage::UserId& user) {
  CaseCounts counts;
  std::map<std::pair<std::string, std::string>, Workload> people;
  Workload nobody;
  for (const auto& line : TRY(load_undecided(world))) {
    for (const auto queue : undecided) counts.queues[std::string(queue)] += is_in(line, queue, user) ? 1 : 0;
    if (!line.row.assigned_to) {
      add(nobody, line);
      continue;
    }
    auto& of = people[{line.row.assigned_name.value_or(""), line.row.assigned_to->str()}];
    of.user_id = line.row.assigned_to->str();
    of.name = line.row.assigned_name.value_or("");
    add(of, line);
  }
  for (auto& [name, of] : people) counts.specialists.push_back(std::move(of));
  if (nobody.cases > 0) counts.specialists.push_back(nobody);
  return counts;
}

} // namespace usecases
