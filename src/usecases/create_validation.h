#pragma once

#include "usecases/choose_proof.h"
#include "usecases/validation.h"

namespace usecases {

/// C06: agrees on a random value that the domain must show, and begins to look for it; or mails one to addresses of the domain's holder,
/// who approves. Asking again for the same name, method and domain gives the pending one again, and mails to those who have none yet.
core::Result<Validation> create_validation(World& world, const Actor& actor, const storage::ApplicationId& id,
                                           const ValidationRequest& request);

} // namespace usecases
