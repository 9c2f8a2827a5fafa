#pragma once

#include "domain/issuance.h"
#include "storage/accounts.h"
#include "storage/cases.h"
#include "storage/evidence.h"
#include "usecases/world.h"

namespace usecases {

/// What the rules need to know, as the database has it now.
struct LoadedFacts {
  domain::IssuanceFacts facts;
  storage::OrganizationRow organization;
};

/// What the persons asked by mailed links have answered.
core::Result<std::vector<domain::ConsentFact>> load_consents(storage::Transaction& tx, const storage::ApplicationId& application);

/// Facts for issuing at once in an account (F01): the evidence of its organization that is still young enough to be judged.
/// Without `organization` it is the account's only vetted one.
core::Result<LoadedFacts> load_account_facts(storage::Transaction& tx, const storage::AccountId& account,
                                             const std::optional<storage::OrganizationId>& organization, const domain::Product& product,
                                             const std::vector<domain::DomainName>& names);

/// Facts for the decision about one case: its records, steps and people.
core::Result<LoadedFacts> load_case_facts(storage::Transaction& tx, const World& world, const storage::CaseRow& vetting_case,
                                          const domain::Product& product);

/// The account's proofs that may speak for these names, fresh or not.
core::Result<std::vector<domain::DomainProof>> load_proofs(storage::Transaction& tx, const storage::AccountId& account,
                                                           const std::vector<domain::DomainName>& names);

} // namespace usecases
