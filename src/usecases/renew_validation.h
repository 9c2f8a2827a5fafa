#pragma once

#include "storage/validations.h"
#include "usecases/world.h"

namespace usecases {

/// A new validation by DNS for what `proof` has proven, while that is still usable: the one that is pending, or a new one. It belongs to
/// the same application.
core::Result<storage::ValidationRow> renew_validation(storage::Transaction& tx, const World& world, const Actor& actor,
                                                      const storage::ValidationRow& proof, core::Instant now);

} // namespace usecases
