#pragma once

#include "usecases/validation.h"

namespace usecases {

/// Ends a pending validation that is no longer wanted: it is looked for no more, and answers to its mails do not count.
/// `validation_not_pending` where it has ended already.
core::Result<Validation> cancel_validation(World& world, const Actor& actor, const storage::ValidationId& id);

} // namespace usecases
