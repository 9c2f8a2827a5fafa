#include "status/operations.h"

#include "core/time.h"
#include "usecases/certificate_status.h"

#include <boost/json.hpp>

namespace status {
namespace {

using http::Method;
using http::PathParameters;
using http::Request;
using http::Response;
using http::Runs;

constexpr std::size_t clock_body_limit = 1024;

Response ready(usecases::World& world) {
  if (!usecases::newest_status_change(world.database)) return Response::text(503, "database\n");
  if (!world.signer.status()) return Response::text(503, "signer\n");
  return Response::text(200, "ready\n");
}

core::Result<core::Instant> requested_time(std::string_view body) {
  boost::system::error_code failed;
  const auto json = boost::json::parse(body, failed);
  const auto* now = failed || !json.is_object() ? nullptr : json.as_object().if_contains("now");
  return core::parse_rfc3339(now != nullptr && now->is_string() ? std::string_view(now->as_string()) : std::string_view());
}

} // namespace

void add_operations_routes(http::Router& router, usecases::World& world, http::Metrics& metrics) {
  router.add(Method::get, "/healthz", {Runs::inline_, 0}, [](const Request&, PathParameters&&) { return Response::text(200, "ok\n"); });
  router.add(Method::get, "/readyz", {Runs::on_worker, 0}, [&world](const Request&, PathParameters&&) { return ready(world); });
  router.add(Method::get, "/metrics", {Runs::on_worker, 0}, [&metrics](const Request&, PathParameters&&) {
    Response response(200);
    response.content("text/plain; version=0.0.4", metrics.print());
    return response;
  });
}

void add_test_clock_route(http::Router& router, core::MovableClock& clock, std::function<void(core::Instant)> moved) {
  router.add(Method::post, "/test/clock", {Runs::on_worker, clock_body_limit},
             [&clock, moved = std::move(moved)](const Request& request, PathParameters&&) {
               const auto now = requested_time(request.body);
               if (!now) return Response::text(422, "now: RFC 3339 in UTC\n");
               moved(*now); // the signer first: it refuses what is dated later than it knows
               clock.set(*now);
               Response response(200);
               response.content("application/json", R"({"now":")" + core::to_rfc3339(clock.now()) + "\"}");
               return response;
             });
}

} // namespace status
