#pragma once

#include "domain/domain_name.h"
#include "storage/validations.h"
#include "usecases/world.h"

namespace usecases {

/// The name that a new validation of the same must be of: the domain that was proven with all below it, or the one name that was.
domain::DomainName name_to_renew(const storage::ValidationRow& proof);

/// A new validation by DNS for what `proof` has proven, while that is still usable: the one that is pending, or a new one. It belongs to
/// the same application.
core::Result<storage::ValidationRow> renew_validation(storage::Transaction& tx, const World& world, const Actor& actor,
                                                      const storage::ValidationRow& proof, core::Instant now);

} // namespace usecases
