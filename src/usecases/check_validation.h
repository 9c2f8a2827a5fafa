#pragma once

#include "usecases/validation.h"

namespace usecases {

/// C06: looks once whether the domain shows the agreed value. A confirmation becomes evidence of the case, and passes its step
/// `domains` once every name is covered. A validation that is no longer pending is shown as it is.
core::Result<Validation> check_validation(World& world, const Actor& actor, const storage::ValidationId& id);

} // namespace usecases
