#pragma once

#include "http/metrics.h"
#include "http/router.h"
#include "usecases/world.h"

#include <functional>

namespace status {

/// `/healthz` (the process runs), `/readyz` (database and signer answer), `/metrics` (Prometheus).
void add_operations_routes(http::Router& router, usecases::World& world, http::Metrics& metrics);
/// `POST /test/clock {"now": …}`: only where the clock is a test's (G04).
/// `moved` carries the new time on (to the signer).
void add_test_clock_route(http::Router& router, core::MovableClock& clock, std::function<void(core::Instant)> moved);

} // namespace status
