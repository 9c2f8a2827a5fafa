#pragma once

#include "domain/vetting.h"
#include "storage/cases.h"
#include "usecases/world.h"

#include <string>
#include <vector>

namespace usecases {

/// Opens steps that have a result once more: their evidence stays on file and no longer counts. Steps without a result, or that the case
/// does not have, stay as they are.
core::Result<void> reopen_steps(storage::Transaction& tx, const storage::CaseRow& row, const std::vector<domain::Step>& steps,
                                core::Instant now);

struct StepReopening {
  storage::CaseId case_id;
  domain::Step step{};
  std::string reason;
};
/// A specialist has a step done again, because its evidence is wrong, too old, or about somebody else (C05): `step_not_reopened` for one
/// without a result, or for the application itself.
core::Result<void> reopen_step(World& world, const Actor& actor, const StepReopening& reopening);

/// Takes a case under review or approved back to the desk, for the reason `why`; changes `row`, which the caller saves.
core::Result<void> take_back(storage::Transaction& tx, const Actor& actor, storage::CaseRow& row, const core::Error& why,
                             core::Instant now);

} // namespace usecases
