#pragma once

#include "domain/problem.h"
#include "storage/cases.h"
#include "usecases/world.h"

namespace usecases {

/// Takes an approved case back to the desk because the gate at the moment of issuing refused (`why`): nothing is signed, the
/// steps whose evidence no longer holds (`stale`) are to be done again, and the reason stands in the case.
core::Result<void> reopen_case(World& world, const Actor& actor, const storage::ApplicationId& id, const core::Error& why,
                               const domain::Problems& stale);

} // namespace usecases
