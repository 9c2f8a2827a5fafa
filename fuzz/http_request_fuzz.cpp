// Bytes of a connection, cut into pieces by the first byte, through the request reader and a router.
#include "http/request_reader.h"
#include "http/router.h"

#include <cstdlib>
#include <cstring>

namespace {

http::Router make_router() {
  http::Router router(http::Listener::public_site);
  const auto answer = [](const http::Request& request, http::PathParameters&&) {
    return http::Response::text(200, std::string(request.body));
  };
  router.add(http::Method::get, "/ocsp/{slug}/{request*}", {.runs = http::Runs::inline_}, answer);
  router.add(http::Method::post, "/api/v1/orders/{id}/payments", {.body_limit = 2000}, answer);
  router.set_fallback(answer);
  return router;
}

/// What must hold for every request that is let through.
void check(const http::Request& request) {
  if (!request.path.starts_with('/') || request.path.contains('?') || request.body.size() > 2000) std::abort();
  std::size_t hosts = 0;
  for (const auto& field : request.headers) {
    hosts += request.header("Host") && field.value.data() == request.header("Host")->data() ? 1 : 0;
    if (field.name.empty() || field.value.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos) std::abort();
  }
  if (hosts > 1) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto router = make_router();
  if (size < 1) return 0;
  const std::size_t piece = data[0] == 0 ? size : data[0];
  http::RequestReader reader(1024);
  for (std::size_t at = 1; at < size;) {
    const auto space = reader.space();
    if (space.empty()) std::abort();
    const auto count = std::min({piece, space.size(), size - at});
    std::memcpy(space.data(), data + at, count);
    reader.added(count);
    at += count;
    for (auto state = reader.advance(); state != http::RequestReader::State::incomplete; state = reader.advance()) {
      if (state == http::RequestReader::State::refused) return 0;
      const auto plan = router.plan(reader.request().method, reader.request().path);
      if (state == http::RequestReader::State::head) {
        reader.accept_body(plan.options.body_limit);
        continue;
      }
      check(reader.request());
      (void)reader.request().cookie("a");
      reader.next();
    }
  }
  return 0;
}
