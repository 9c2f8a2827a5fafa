#pragma once

#include "storage/applications.h"
#include "storage/cases.h"
#include "storage/evidence.h"
#include "storage/validations.h"
#include "usecases/world.h"

namespace usecases {

/// An application that was just submitted, with its new case.
struct SubmittedCase {
  const storage::ApplicationRow& application;
  const storage::CaseId& vetting_case;
  const domain::Product& product;
};
/// C12: a step for which the account has evidence that is young enough today needs no work; it names the record. The gate judges the age
/// again at issuance.
core::Result<void> reuse_evidence(storage::Transaction& tx, const World& world, const Actor& actor, const SubmittedCase& submitted,
                                  core::Instant now);

/// The newest proofs of other applications that serve each name of this one today, under its own rules.
core::Result<std::vector<storage::ValidationRow>> reused_validations(storage::Transaction& tx, const World& world,
                                                                     const storage::ApplicationRow& application);

/// The records of a case, and those of earlier cases on which its steps rest.
core::Result<std::vector<storage::RecordRow>> records_of_case(storage::Transaction& tx, const storage::CaseId& id);

} // namespace usecases
