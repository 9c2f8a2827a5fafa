#pragma once

#include "domain/legal_entity.h"
#include "usecases/field_problems.h"
#include "usecases/world.h"

/// An account holds evidence of one organization: identity is kept by organization, but proofs of domains, licences and keys belong to the
/// account as a whole, and what one organization has proven would serve another one.
namespace usecases {

/// An order is in the name that the account was opened for, which may be an agency's, or in that of its organization. Says so at
/// `/customer/organizationName`.
core::Result<void> check_orderer(World& world, const storage::AccountId& account, const domain::LegalEntity& orderer,
                                 FieldProblems& problems);
/// An application is that of the organization which is or was vetted in the account; of any while there is none. Says so at
/// `/draft/organization/name`.
core::Result<void> check_applicant(storage::Transaction& tx, const storage::AccountId& account, const domain::LegalEntity& applicant);

} // namespace usecases
