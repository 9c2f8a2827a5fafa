#pragma once

#include "domain/issuance.h"
#include "storage/applications.h"
#include "storage/cases.h"
#include "storage/validations.h"
#include "usecases/actor.h"
#include "usecases/world.h"

#include <string>
#include <vector>

/// The step `domains` of a case: what is left to prove (C06, C12).
namespace usecases {

std::vector<domain::DomainName> names_of(const storage::ApplicationRow& application);

/// A specialist has the step done again: the account's proofs that speak for the application's names count nowhere any more.
core::Result<void> withdraw_proofs(storage::Transaction& tx, const Actor& actor, const storage::ApplicationRow& application,
                                   core::Instant now);
/// The names of a submitted application for which no proof stands that the gate would take at `now`.
core::Result<std::vector<std::string>> unproven_names(storage::Transaction& tx, const World& world,
                                                      const storage::ApplicationRow& application, core::Instant now);
/// What a validation that has just become valid does to the account's open cases that it speaks in: their step is in progress, and passed
/// once no name is left.
core::Result<void> settle_domain_steps(storage::Transaction& tx, const World& world, const storage::ValidationRow& proven,
                                       const storage::RecordId& record, core::Instant now);

} // namespace usecases
