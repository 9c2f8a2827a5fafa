#pragma once

#include "domain/ev_identity.h"
#include "storage/accounts.h"
#include "usecases/draft.h"
#include "usecases/field_problems.h"
#include "usecases/world.h"

namespace usecases {

/// Whether the organization is registered outside Japan, so that no corporate number can be asked for.
bool is_foreign(const std::optional<DraftRegistration>& registration);

/// The registration of an EV application in its normal form, its problems below `/draft/registration` (A14). In Japan an empty number is
/// the corporate number.
DraftRegistration judge_registration(const World& world, const std::optional<DraftRegistration>& drafted,
                                     const std::string& corporate_number, FieldProblems& problems);

/// What an application claims of its organization's registration.
domain::EvClaim claim_of(const storage::OrganizationRow& organization);

} // namespace usecases
