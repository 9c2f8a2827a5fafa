#include "usecases/issuance_facts.h"

#include "storage/applications.h"
#include "storage/validations.h"
#include "usecases/errors.h"
#include "usecases/screening.h"
#include "usecases/stored_json.h"

#include <set>

namespace usecases {
namespace {

constexpr core::Instant ever{};

/// Of a record that passed.
domain::Evidence evidence_of(const auto& record) { return {record.id.str(), record.collected_by, record.collected_at, true}; }

/// What a register record keeps: whether the company is active, and which differences nobody accepted (C07).
struct RegisterFacts {
  bool active = false;
  std::vector<std::string> undecidedDifferences; ///< as the record's readers see it
};
BOOST_DESCRIBE_STRUCT(RegisterFacts, (), (active, undecidedDifferences))

domain::OrganizationEvidence organization_evidence(const auto& record) {
  auto facts = from_stored<RegisterFacts>(record.facts);
  return {evidence_of(record), facts.active, std::move(facts.undecidedDifferences)};
}

core::Result<std::vector<domain::DomainProof>> load_proofs(storage::Transaction& tx, const storage::AccountId& account,
                                                           const std::vector<domain::DomainName>& names) {
  std::vector<domain::DomainProof> proofs;
  std::set<std::string> asked;
  for (const auto& name : names) {
    for (const auto& candidate : name.authorization_candidates()) {
      if (!asked.insert(candidate.str()).second) continue;
      const auto row = TRY(storage::find_fresh_validation(tx, account, candidate.str(), ever));
      if (!row || !row->completed_at) continue;
      const auto method = domain::parse_dcv_method(row->method);
      if (method) proofs.push_back({*method, domain::DomainName::stored(row->fqdn), candidate, *row->completed_at});
    }
  }
  return proofs;
}

core::Result<storage::OrganizationRow> choose_organization(storage::Transaction& tx, const storage::AccountId& account,
                                                           const std::optional<storage::OrganizationId>& wanted) {
  if (wanted) return storage::load_organization(tx, *wanted, storage::Tenant::of(account));
  return core::require(TRY(storage::find_vetted_organization(tx, account)), errors::account_without_organization);
}

} // namespace

core::Result<LoadedFacts> load_account_facts(storage::Transaction& tx, const storage::AccountId& account,
                                             const std::optional<storage::OrganizationId>& organization, const domain::Product& product,
                                             const std::vector<domain::DomainName>& names) {
  LoadedFacts loaded{{}, TRY(choose_organization(tx, account, organization))};
  auto& facts = loaded.facts;
  facts.level = product.level;
  facts.profile = product.rule_profile;
  facts.names = names;
  for (const auto step : domain::steps_of(product.level)) {
    const auto record = TRY(storage::find_reusable_record(tx, loaded.organization.id, domain::to_string(step), ever));
    if (!record) continue;
    if (step == domain::Step::organization) facts.organization = organization_evidence(*record);
    if (domain::is_call(step)) facts.calls[step] = evidence_of(*record);
  }
  facts.proofs = TRY(load_proofs(tx, account, names));
  return loaded;
}

core::Result<LoadedFacts> load_case_facts(storage::Transaction& tx, const storage::CaseRow& vetting_case, const domain::Product& product) {
  const auto application = TRY(storage::load_application(tx, vetting_case.application_id, storage::Tenant::of(vetting_case.account_id)));
  if (!application.organization_id) return core::fail(errors::account_without_organization);
  std::vector<domain::DomainName> names;
  for (const auto& name : application.names) names.push_back(domain::DomainName::stored(name));

  LoadedFacts loaded{{}, TRY(storage::load_organization(tx, *application.organization_id, storage::Tenant::of(vetting_case.account_id)))};
  auto& facts = loaded.facts;
  facts.level = product.level;
  facts.profile = product.rule_profile;
  facts.names = names;
  for (const auto& record : TRY(storage::list_records(tx, vetting_case.id))) {
    facts.collectors.push_back(record.collected_by);
    const auto step = domain::parse_step(record.step);
    if (!step || record.outcome != "passed") continue;
    if (*step == domain::Step::organization) facts.organization = organization_evidence(record);
    if (domain::is_call(*step)) facts.calls[*step] = evidence_of(record);
  }
  facts.proofs = TRY(load_proofs(tx, vetting_case.account_id, names));
  facts.denied_matches = TRY(hits_in_the_way(tx, vetting_case));
  facts.recommended_by = vetting_case.recommended_by ? vetting_case.recommended_by->str() : "";
  facts.approved_by = vetting_case.approved_by ? vetting_case.approved_by->str() : "";
  return loaded;
}

} // namespace usecases
