#include "usecases/issuance_facts.h"

#include "domain/errors.h"
#include "storage/applications.h"
#include "storage/consents.h"
#include "storage/validations.h"
#include "usecases/dialled_number.h"
#include "usecases/domain_step.h"
#include "usecases/errors.h"
#include "usecases/four_eyes.h"
#include "usecases/judge_registration.h"
#include "usecases/organization_evidence.h"
#include "usecases/screening.h"

#include <set>

namespace usecases {
namespace {

constexpr core::Instant ever{};

/// Of a record that passed.
domain::Evidence evidence_of(const auto& record) { return {record.id.str(), record.collected_by, record.collected_at, true}; }

core::Result<domain::Evidence> call_evidence_of(storage::Transaction& tx, const storage::OrganizationId& organization, const auto& record) {
  auto evidence = evidence_of(record);
  if (const auto withdrawn = TRY(find_withdrawn_number_of(tx, organization, record))) evidence.withdrawn_number = withdrawn->shown;
  return evidence;
}

core::Result<void> take_organization(storage::Transaction& tx, const auto& record, const std::string& applied, domain::IssuanceFacts& out) {
  out.organization = TRY(load_organization_evidence(tx, record, applied));
  out.ev_identity = registered_identity(record.facts);
  return {};
}

void add_proof(const storage::FreshValidation& row, std::vector<domain::DomainProof>& proofs) {
  const auto method = domain::parse_dcv_method(row.method);
  if (method && row.completed_at)
    proofs.push_back({*method, domain::DomainName::stored(row.fqdn), domain::DomainName::stored(row.authorization_domain),
                      *row.completed_at, row.record_id ? row.record_id->str() : std::string()});
}

/// The newest proof speaks for all older ones where it is by DNS at the domain itself; another one may be narrower, or its method may have
/// ended.
core::Result<void> add_proofs(storage::Transaction& tx, const storage::AccountId& account, const std::string& domain,
                              const std::optional<storage::FreshValidation>& newest, std::vector<domain::DomainProof>& proofs) {
  if (!newest) return {};
  if (newest->method == "dns_txt" && newest->authorization_domain == domain) {
    add_proof(*newest, proofs);
    return {};
  }
  for (const auto& row : TRY(storage::list_valid_validations(tx, account, domain))) add_proof(row, proofs);
  return {};
}

core::Result<storage::OrganizationRow> choose_organization(storage::Transaction& tx, const storage::AccountId& account,
                                                           const std::optional<storage::OrganizationId>& wanted) {
  if (!wanted) return core::require(TRY(storage::find_vetted_organization(tx, account)), errors::account_without_organization);
  auto organization = TRY(storage::load_organization(tx, *wanted, storage::Tenant::of(account)));
  if (organization.status != "vetted") return core::fail(domain::errors::organization_not_vetted);
  return organization;
}

/// The record that each step rests on as it stands; one of an earlier application keeps its own age (C12).
core::Result<void> add_steps(storage::Transaction& tx, const storage::CaseId& id, const storage::OrganizationRow& organization,
                             domain::IssuanceFacts& facts) {
  for (const auto& row : TRY(storage::list_steps(tx, id))) {
    const auto step = domain::parse_step(row.step);
    if (!step || (row.status != "passed" && row.status != "not_needed") || !row.record_id) continue;
    const auto record = TRY(storage::load_record(tx, *row.record_id));
    if (*step == domain::Step::organization) TRY(take_organization(tx, record, organization.name, facts));
    if (domain::is_call(*step)) facts.calls[*step] = TRY(call_evidence_of(tx, organization.id, record));
  }
  return {};
}

} // namespace

core::Result<std::vector<domain::ConsentFact>> load_consents(storage::Transaction& tx, const storage::ApplicationId& application) {
  std::vector<domain::ConsentFact> facts;
  for (const auto& row : TRY(storage::list_consents(tx, application)))
    facts.push_back(
        {domain::parse_contact_role(row.role).value(), domain::parse_consent_status(row.status).value(), row.person, row.reason});
  return facts;
}

core::Result<std::vector<domain::DomainProof>> load_proofs(storage::Transaction& tx, const storage::AccountId& account,
                                                           const std::vector<domain::DomainName>& names) {
  std::vector<domain::DomainProof> proofs;
  std::set<std::string> asked;
  for (const auto& name : names)
    for (const auto& candidate : name.authorization_candidates())
      if (asked.insert(candidate.str()).second)
        TRY(add_proofs(tx, account, candidate.str(), TRY(storage::find_fresh_validation(tx, account, candidate.str(), ever)), proofs));
  return proofs;
}

core::Result<LoadedFacts> load_account_facts(storage::Transaction& tx, const storage::AccountId& account,
                                             const std::optional<storage::OrganizationId>& organization, const domain::Product& product,
                                             const std::vector<domain::DomainName>& names) {
  LoadedFacts loaded{{}, TRY(choose_organization(tx, account, organization))};
  auto& facts = loaded.facts;
  facts.level = product.level;
  facts.ev_claim = claim_of(loaded.organization);
  facts.profile = product.rule_profile;
  facts.names = names;
  for (const auto step : domain::steps_of(product.level)) {
    const auto record = TRY(storage::find_reusable_record(tx, loaded.organization.id, domain::to_string(step), ever));
    if (!record || record->outcome != "passed") continue;
    if (step == domain::Step::organization) TRY(take_organization(tx, *record, loaded.organization.name, facts));
    if (domain::is_call(step)) facts.calls[step] = TRY(call_evidence_of(tx, loaded.organization.id, *record));
  }
  facts.proofs = TRY(load_proofs(tx, account, names));
  return loaded;
}

core::Result<LoadedFacts> load_case_facts(storage::Transaction& tx, const World& world, const storage::CaseRow& vetting_case,
                                          const domain::Product& product) {
  const auto application = TRY(storage::load_application(tx, vetting_case.application_id, storage::Tenant::of(vetting_case.account_id)));
  if (!application.organization_id) return core::fail(errors::account_without_organization);
  LoadedFacts loaded{{}, TRY(storage::load_organization(tx, *application.organization_id, storage::Tenant::of(vetting_case.account_id)))};
  auto& facts = loaded.facts;
  facts.level = product.level;
  facts.ev_claim = claim_of(loaded.organization);
  facts.profile = product.rule_profile;
  facts.names = names_of(application);
  facts.agencies = world.agencies;
  facts.four_eyes = TRY(load_four_eyes(tx, vetting_case));
  TRY(add_steps(tx, vetting_case.id, loaded.organization, facts));
  facts.proofs = TRY(load_proofs(tx, application.account_id, facts.names));
  facts.consents = TRY(load_consents(tx, application.id));
  facts.denied_matches = TRY(hits_in_the_way(tx, vetting_case));
  facts.approved_by = vetting_case.approved_by ? vetting_case.approved_by->str() : "";
  return loaded;
}

} // namespace usecases
