#include "usecases/check_evidence.h"

#include "core/text.h"
#include "domain/errors.h"
#include "domain/high_risk.h"
#include "domain/issuance.h"
#include "storage/applications.h"
#include "storage/case_file.h"
#include "storage/evidence.h"
#include "storage/hits.h"
#include "usecases/correlate_case.h"
#include "usecases/errors.h"
#include "usecases/four_eyes.h"
#include "usecases/issuance_facts.h"

namespace usecases {
namespace {

/// Nobody relies on a document that no specialist has looked at.
core::Result<void> check_documents(storage::Transaction& tx, const storage::CaseId& id) {
  std::vector<std::string> names;
  for (const auto& file : TRY(storage::list_evidence_files(tx, id)))
    if (file.status == "unverified") names.push_back(file.file_name);
  if (names.empty()) return {};
  return core::fail(errors::evidence_unverified, {{"names", core::join(names, ", ")}});
}

} // namespace

core::Result<const domain::Product*> product_of_case(storage::Transaction& tx, const World& world, const storage::CaseRow& row) {
  const auto application = TRY(storage::load_application(tx, row.application_id, storage::Tenant::any()));
  return world.catalogue.product(application.product);
}

core::Result<void> check_evidence(storage::Transaction& tx, const World& world, const storage::CaseRow& row, core::Instant now) {
  TRY(check_documents(tx, row.id));
  const auto& product = *TRY(product_of_case(tx, world, row));
  std::vector<std::pair<domain::Step, domain::StepStatus>> steps;
  for (const auto& step : TRY(storage::list_steps(tx, row.id)))
    steps.emplace_back(domain::parse_step(step.step).value(), domain::parse_state<domain::StepStatus>(step.status).value());
  TRY(domain::check_steps_done(product.level, steps));
  TRY(domain::check_differences(TRY(correlate_case(tx, row))));
  auto loaded = TRY(load_case_facts(tx, world, row, product));
  loaded.facts.denied_matches.clear(); // the second specialist decides on open hits
  return domain::first_problem(domain::evidence_problems(loaded.facts, world.rules, now));
}

core::Result<void> check_recommender(storage::Transaction& tx, const storage::CaseRow& row, const std::string& user_id) {
  for (const auto& hit : TRY(storage::list_hits(tx, row.id))) {
    if (hit.decision == domain::to_string(domain::HitDecision::confirmed))
      return core::fail(domain::errors::denied_list_hit, {{"entries", hit.subject + " = " + hit.matched}});
    if (hit.decided_by != user_id) continue;
    auto people = TRY(load_four_eyes(tx, row));
    people.workers.push_back(user_id);
    return domain::check_four_eyes(people, user_id);
  }
  return {};
}

} // namespace usecases
