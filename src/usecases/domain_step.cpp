#include "usecases/domain_step.h"

#include "usecases/audit.h"
#include "usecases/issuance_facts.h"

#include <algorithm>

namespace usecases {
namespace {

/// Of a ValidationRow or a FreshValidation.
bool speaks_in(const auto& proven, const storage::ApplicationRow& application) {
  const auto method = domain::parse_dcv_method(proven.method).value_or(domain::DcvMethod::dns_txt);
  const auto fqdn = domain::DomainName::stored(proven.fqdn);
  const auto authorization_domain = domain::DomainName::stored(proven.authorization_domain);
  return std::ranges::any_of(names_of(application), [&](const domain::DomainName& name) {
    return domain::proof_covers(method, fqdn, authorization_domain, name);
  });
}

core::Result<void> withdraw(storage::Transaction& tx, const Actor& actor, const storage::ApplicationRow& application,
                            const storage::FreshValidation& proven, core::Instant now) {
  TRY(storage::withdraw_validation(tx, proven.id));
  audit(tx, actor,
        {"domain_proof_withdrawn",
         proven.id.str(),
         application.account_id.str(),
         {{"fqdn", proven.fqdn}, {"method", proven.method}, {"application", application.id.str()}}},
        now);
  return {};
}

} // namespace

std::vector<domain::DomainName> names_of(const storage::ApplicationRow& application) {
  std::vector<domain::DomainName> names;
  for (const auto& name : application.names) names.push_back(domain::DomainName::stored(name));
  return names;
}

core::Result<void> withdraw_proofs(storage::Transaction& tx, const Actor& actor, const storage::ApplicationRow& application,
                                   core::Instant now) {
  for (const auto& name : names_of(application))
    for (const auto& candidate : name.authorization_candidates())
      for (const auto& proven : TRY(storage::list_valid_validations(tx, application.account_id, candidate.str())))
        if (speaks_in(proven, application)) TRY(withdraw(tx, actor, application, proven, now));
  return {};
}

core::Result<std::vector<std::string>> unproven_names(storage::Transaction& tx, const World& world,
                                                      const storage::ApplicationRow& application, core::Instant now) {
  const auto profile = TRY(world.catalogue.product(application.product))->rule_profile;
  const auto proofs = TRY(load_proofs(tx, application.account_id, names_of(application)));
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
    const auto left = TRY(unproven_names(tx, world, application, now));
    TRY(storage::set_step(tx, {vetting_case.id, step, left.empty() ? "passed" : "in_progress", record, now}));
  }
  return {};
}

} // namespace usecases
