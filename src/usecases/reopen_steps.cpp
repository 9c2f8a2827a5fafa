#include "usecases/reopen_steps.h"

#include "storage/case_file.h"
#include "usecases/case_work.h"
#include "usecases/decided_case.h"
#include "usecases/domain_step.h"
#include "usecases/errors.h"
#include "usecases/issued_application.h"

#include <algorithm>

namespace usecases {
namespace {

bool has_result(std::string_view status) { return status == "passed" || status == "failed" || status == "not_needed"; }

core::Result<bool> reopen(storage::Transaction& tx, const storage::CaseRow& row, domain::Step step, core::Instant now) {
  const auto steps = TRY(storage::list_steps(tx, row.id));
  const auto found = std::ranges::find(steps, domain::to_string(step), &storage::StepRow::step);
  if (found == steps.end() || !has_result(found->status)) return false;
  TRY(storage::set_step(tx, {row.id, found->step, std::string(domain::to_string(domain::StepStatus::in_progress)), std::nullopt, now}));
  return true;
}

} // namespace

core::Result<void> reopen_steps(storage::Transaction& tx, const storage::CaseRow& row, const std::vector<domain::Step>& steps,
                                core::Instant now) {
  for (const auto step : steps) static_cast<void>(TRY(reopen(tx, row, step, now)));
  return {};
}

core::Result<void> reopen_step(World& world, const Actor& actor, const StepReopening& reopening) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    const auto row = TRY(load_open_case_for(tx, reopening.case_id, actor));
    const std::string step(domain::to_string(reopening.step));
    if (reopening.step == domain::Step::application || !TRY(reopen(tx, row, reopening.step, now)))
      return core::fail(errors::step_not_reopened, {{"step", step}});
    if (reopening.step == domain::Step::domains)
      TRY(withdraw_proofs(tx, actor, TRY(storage::load_application(tx, row.application_id, storage::Tenant::any())), now));
    TRY(storage::update_case(tx, row));
    TRY(record_decision(tx, actor, {row.id, "step_reopened", reopening.reason, {{"step", step}}}, now));
    audit_case(tx, actor, row, "step_reopened", {{"step", step}, {"reason", reopening.reason}}, now);
    return {};
  });
}

core::Result<void> take_back(storage::Transaction& tx, const Actor& actor, storage::CaseRow& row, const core::Error& why,
                             core::Instant now) {
  TRY(domain::check_move(domain::parse_state<domain::CaseStatus>(row.status).value(), domain::CaseStatus::open));
  if (row.status == domain::to_string(domain::CaseStatus::approved))
    TRY(move_application(tx, row.application_id, domain::ApplicationStatus::vetting));
  row.status = domain::to_string(domain::CaseStatus::open);
  row.recommended_by.reset();
  row.recommended_at.reset();
  row.approved_by.reset();
  row.approved_at.reset();
  boost::json::object facts{{"code", why.code.name}};
  TRY(storage::insert_case_decision(tx, {storage::DecisionId::make(), row.id, "reopened", "system",
                                         core::describe(why, core::Language::ja) + "\n" + core::describe(why, core::Language::en),
                                         boost::json::serialize(facts), now}));
  audit_case(tx, actor, row, "case_reopened", std::move(facts), now);
  return {};
}

} // namespace usecases
