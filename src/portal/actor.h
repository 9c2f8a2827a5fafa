#pragma once

#include "core/bytes.h"
#include "http/endpoint.h"
#include "usecases/actor.h"

#include <optional>

namespace portal {

/// On whose behalf the call's use case runs.
usecases::Actor actor_of(const http::CallContext& call);

/// What tells a repetition of this request from another one: its Idempotency-Key, together with who sent it. None without the header.
std::optional<core::Bytes> request_key_of(const http::CallContext& call);

} // namespace portal
