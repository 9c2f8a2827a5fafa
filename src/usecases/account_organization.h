#pragma once

#include "usecases/field_problems.h"
#include "usecases/world.h"

namespace usecases {

/// An account orders in the name of the organization that it was opened for, however spelled, or under which it was vetted since.
/// Evidence of identity is kept by organization, but proofs of domains, licences and keys belong to the account as a whole: what one
/// organization has proven would serve another one. Says so at `/customer/organizationName`.
core::Result<void> check_organization(World& world, const storage::AccountId& account, const std::string& name, FieldProblems& problems);

} // namespace usecases
