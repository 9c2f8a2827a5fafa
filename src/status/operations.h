#pragma once

#include "http/metrics.h"
#include "http/router.h"
#include "usecases/world.h"

namespace status {

/// `/healthz` (the process runs), `/readyz` (database and signer answer), `/metrics` (Prometheus).
void add_operations_routes(http::Router& router, usecases::World& world, http::Metrics& metrics);
/// `POST /test/clock {"now": …}`: only where the clock is a test's (G04).
void add_test_clock_route(http::Router& router, core::MovableClock& clock);

} // namespace status
