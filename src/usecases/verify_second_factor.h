#pragma once

#include "usecases/new_session.h"
#include "usecases/world.h"

#include <string_view>

namespace usecases {

/// The user shows the second factor again, with a code that was not used before; the session gets a new secret.
core::Result<SessionGrant> verify_second_factor(World& world, const Actor& actor, std::string_view code);

} // namespace usecases
