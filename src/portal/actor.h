#pragma once

#include "http/endpoint.h"
#include "usecases/actor.h"

namespace portal {

/// On whose behalf the call's use case runs.
usecases::Actor actor_of(const http::CallContext& call);

} // namespace portal
