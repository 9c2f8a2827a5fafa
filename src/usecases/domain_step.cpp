#include "usecases/domain_step.h"

#include "storage/case_file.h"
#include "usecases/complete_validation.h"
#include "usecases/issuance_facts.h"
#include "usecases/stored_json.h"

#include <algorithm>

namespace usecases {
namespace {

/// What a decision of the kind `step_reopened` keeps.
struct ReopenedStep {
  std::string step;
};
BOOST_DESCRIBE_STRUCT(ReopenedStep, (), (step))

bool speaks_in(const storage::ValidationRow& proven, const storage::ApplicationRow& application) {
  const auto facts = facts_of(proven);
  return std::ranges::any_of(names_of(application), [&](const domain::DomainName& name) {
    return domain::proof_covers(facts.method, facts.fqdn, facts.authorization_domain, name);
  });
}

} // namespace

std::vector<domain::DomainName> names_of(const storage::ApplicationRow& application) {
  std::vector<domain::DomainName> names;
  for (const auto& name : application.names) names.push_back(domain::DomainName::stored(name));
  return names;
}

core::Result<std::optional<core::Instant>> proofs_count_since(storage::Transaction& tx, const storage::CaseId& id) {
  std::optional<core::Instant> since;
  for (const auto& decision : TRY(storage::list_case_decisions(tx, id)))
    if (decision.kind == "step_reopened" && from_stored<ReopenedStep>(decision.facts).step == domain::to_string(domain::Step::domains))
      since = decision.decided_at;
  return since;
}

core::Result<std::vector<domain::DomainProof>> load_case_proofs(storage::Transaction& tx, const storage::CaseId& id,
                                                                const storage::ApplicationRow& application) {
  auto proofs = TRY(load_proofs(tx, application.account_id, names_of(application)));
  if (const auto since = TRY(proofs_count_since(tx, id)))
    std::erase_if(proofs, [&](const domain::DomainProof& proof) { return proof.completed_at < *since; });
  return proofs;
}

core::Result<std::vector<std::string>> unproven_names(storage::Transaction& tx, const World& world,
                                                      const storage::ApplicationRow& application, const storage::CaseId& id,
                                                      core::Instant now) {
  const auto profile = TRY(world.catalogue.product(application.product))->rule_profile;
  const auto proofs = TRY(load_case_proofs(tx, id, application));
  std::vector<std::string> left;
  for (const auto& name : names_of(application))
    if (!domain::fresh_proof(proofs, name, world.rules, profile, now)) left.push_back(name.str());
  return left;
}

core::Result<void> settle_domain_steps(storage::Transaction& tx, const World& world, const storage::ValidationRow& proven,
                                       const storage::RecordId& record, core::Instant now) {
  const std::string step(domain::to_string(domain::Step::domains));
  for (const auto& vetting_case : TRY(storage::list_cases_with_open_step(tx, proven.account_id, step))) {
    const auto application = TRY(storage::load_application(tx, vetting_case.application_id, storage::Tenant::of(proven.account_id)));
    if (!speaks_in(proven, application)) continue;
    const auto left = TRY(unproven_names(tx, world, application, vetting_case.id, now));
    TRY(storage::set_step(tx, {vetting_case.id, step, left.empty() ? "passed" : "in_progress", record, now}));
  }
  return {};
}

} // namespace usecases
