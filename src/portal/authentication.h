#pragma once

#include "http/api.h"
#include "usecases/world.h"

namespace portal {

/// Who shows these credentials: the holder of a session (cookie, or bearer for orders and applications) or of an API key.
core::Result<http::Principal> authenticate(usecases::World& world, const http::Credentials& credentials);

} // namespace portal
