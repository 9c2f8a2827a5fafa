#include "usecases/reopen_case.h"

#include "domain/errors.h"
#include "storage/case_file.h"
#include "usecases/case_waiting.h"
#include "usecases/case_work.h"
#include "usecases/issued_application.h"

#include <algorithm>

namespace usecases {
namespace {

/// The step whose evidence a refusal of the gate is about.
std::string step_of(const core::Error& why) {
  for (const auto& [name, value] : why.params)
    if (name == "step") return value;
  const bool about_names = std::ranges::any_of(why.params, [](const auto& param) { return param.first == "name"; });
  return about_names ? "domains" : "organization";
}

core::Result<void> reopen_step(storage::Transaction& tx, const storage::CaseId& id, const std::string& name, core::Instant now) {
  const auto steps = TRY(storage::list_steps(tx, id));
  const auto step = std::ranges::find(steps, name, &storage::StepRow::step);
  if (step == steps.end()) return {};
  return storage::set_step(tx, {id, name, std::string(domain::to_string(domain::StepStatus::in_progress)), std::nullopt, now});
}

} // namespace

core::Result<void> reopen_case(World& world, const Actor& actor, const storage::ApplicationId& id, const core::Error& why) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    auto row = TRY(core::require(TRY(storage::find_case_of_application(tx, id)), core::errors::not_found));
    TRY(domain::check_move(domain::parse_state<domain::CaseStatus>(row.status).value(), domain::CaseStatus::open));
    row.status = domain::to_string(domain::CaseStatus::open);
    row.recommended_by.reset();
    row.recommended_at.reset();
    row.approved_by.reset();
    row.approved_at.reset();
    TRY(move_application(tx, id, domain::ApplicationStatus::vetting));
    TRY(settle_waiting(tx, row, now));
    TRY(storage::update_case(tx, row));
    TRY(reopen_step(tx, row.id, step_of(why), now));
    boost::json::object facts{{"code", why.code.name}};
    TRY(storage::insert_case_decision(tx, {storage::DecisionId::make(), row.id, "reopened", "system",
                                           core::describe(why, core::Language::ja) + "\n" + core::describe(why, core::Language::en),
                                           boost::json::serialize(facts), now}));
    audit_case(tx, actor, row, "case_reopened", std::move(facts), now);
    return {};
  });
}

} // namespace usecases
