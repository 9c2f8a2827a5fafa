#pragma once

#include "domain/issuance.h"
#include "storage/applications.h"
#include "storage/cases.h"
#include "storage/validations.h"
#include "usecases/world.h"

#include <optional>
#include <string>
#include <vector>

/// The step `domains` of a case: which proofs count for it, and what is left to prove (C06, C12).
namespace usecases {

std::vector<domain::DomainName> names_of(const storage::ApplicationRow& application);

/// Since when proofs count for a case: when a specialist last had its step done again. Nothing where nobody did: all count.
core::Result<std::optional<core::Instant>> proofs_count_since(storage::Transaction& tx, const storage::CaseId& id);
/// The account's proofs that may speak for the application's names and count for its case, fresh or not.
core::Result<std::vector<domain::DomainProof>> load_case_proofs(storage::Transaction& tx, const storage::CaseId& id,
                                                                const storage::ApplicationRow& application);
/// The names of a submitted application for which no proof stands that the gate would take at `now`.
core::Result<std::vector<std::string>> unproven_names(storage::Transaction& tx, const World& world,
                                                      const storage::ApplicationRow& application, const storage::CaseId& id,
                                                      core::Instant now);
/// What a validation that has just become valid does to the account's open cases that it speaks in: their step is in progress, and passed
/// once no name is left.
core::Result<void> settle_domain_steps(storage::Transaction& tx, const World& world, const storage::ValidationRow& proven,
                                       const storage::RecordId& record, core::Instant now);

} // namespace usecases
