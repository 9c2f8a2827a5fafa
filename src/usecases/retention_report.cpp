#include "usecases/retention_report.h"

#include "domain/retention.h"

#include <algorithm>

namespace usecases {
namespace {

domain::RetentionFacts facts_of(const storage::RetainedRow& row) {
  return {.recorded_at = row.recorded_at.value_or(row.opened_at),
          .decided_at = row.decided_at,
          .last_expiry = row.last_expiry,
          .last_reliance = row.last_reliance,
          .goes_on = row.status == "open" || row.status == "waiting_for_applicant" || row.status == "in_review"};
}

} // namespace

int years_kept(const World& world, core::Instant now) {
  return static_cast<int>(std::max(world.config.desk.retention_years, world.rules.retention_years(now)));
}

RetainedCase judge_retention(const World& world, storage::RetainedRow row, core::Instant now) {
  const auto years = years_kept(world, now);
  const auto facts = facts_of(row);
  return {std::move(row), domain::keep_until(facts, years), domain::may_destroy(facts, years, now)};
}

core::Result<RetentionReport> report_retention(World& world, const std::string& after, std::int64_t limit) {
  const auto now = world.clock.now();
  auto page = TRY(world.database.read([&](storage::Transaction& tx) { return storage::list_retained(tx, after, limit); }));
  RetentionReport report{years_kept(world, now), {{}, std::move(page.next)}};
  for (auto& row : page.items) report.cases.items.push_back(judge_retention(world, std::move(row), now));
  return report;
}

} // namespace usecases
