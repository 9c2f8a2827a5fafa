#include "http/api.h"

#include <gtest/gtest.h>

#include <set>

// The worked example: a small door with two DTOs and four rows.
namespace example {

using http::Role;
using http::allow::api_key;
using http::allow::applicant;
using http::allow::staff;

enum class Flavour { vanilla, matcha };
BOOST_DESCRIBE_ENUM(Flavour, vanilla, matcha)

struct CakeRequest {
  std::string display_name;
  int layers = 1;
  Flavour flavour = Flavour::vanilla;
  std::optional<std::string> message;
  static constexpr std::array rules{
      http::Rule{.field = "display_name", .min_length = 1, .max_length = 20, .description = "What the box says"},
      http::Rule{.field = "layers", .minimum = 1, .maximum = 5, .has_default = true},
      http::Rule{.field = "message", .max_length = 200, .multiline = true},
  };
};
BOOST_DESCRIBE_STRUCT(CakeRequest, (), (display_name, layers, flavour, message))

struct Cake {
  std::string id;
  std::string display_name;
  int layers = 1;
  core::Instant baked_at{};
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Cake, (), (id, display_name, layers, baked_at, version))

struct CakeQuery {
  std::optional<std::string> q;
  std::int64_t limit = 50;
  static constexpr std::array rules{http::Rule{.field = "limit", .minimum = 1, .maximum = 200, .has_default = true}};
};
BOOST_DESCRIBE_STRUCT(CakeQuery, (), (q, limit))

/// What the door's handlers share; the real one holds the use cases.
struct Bakery {
  int baked = 0;
  std::int64_t version = 3;
};

core::Result<http::Reply<Cake>> bake_cake(Bakery& bakery, const http::Call<CakeRequest>& call) {
  ++bakery.baked;
  return Cake{"cak_" + std::to_string(bakery.baked), call.body.display_name, call.body.layers, call.now, 1};
}

core::Result<http::Reply<http::Page<Cake>>> list_cakes(Bakery&, const http::Call<http::None, CakeQuery>& call) {
  return http::Page<Cake>{.items = std::vector(static_cast<std::size_t>(call.query.limit), Cake{}),
                          .total = call.query.limit};
}

core::Result<http::Reply<Cake>> change_cake(Bakery& bakery, const http::Call<CakeRequest>& call) {
  TRY(call.check_version(bakery.version));
  return Cake{call.parameter("id"), call.body.display_name, call.body.layers, call.now, ++bakery.version};
}

core::Result<http::Reply<http::None>> eat_cake(Bakery&, const http::Call<>& call) {
  if (call.parameter("id") != "cak_1") return core::fail(core::errors::not_found);
  return http::Reply<http::None>{};
}

core::Result<http::Reply<http::File>> print_cake(Bakery&, const http::Call<>&) {
  return http::File{"application/pdf", "%PDF-1.7", "ケーキ.pdf"};
}

std::vector<http::Endpoint> cake_endpoints(Bakery& bakery) {
  using enum http::Method;
  return {
      http::endpoint({.id = "bakeCake",
                      .method = post,
                      .path = "/cakes",
                      .summary = "Bake a cake",
                      .permission = applicant | api_key("cakes:bake"),
                      .listeners = http::on::public_site,
                      .status = 201,
                      .creates = true,
                      .body_limit = 1000},
                     bakery, &bake_cake),
      http::endpoint({.id = "listCakes",
                      .method = get,
                      .path = "/cakes",
                      .summary = "List cakes",
                      .permission = http::allow::anyone,
                      .listeners = http::on::both},
                     bakery, &list_cakes),
      http::endpoint({.id = "changeCake",
                      .method = put,
                      .path = "/cakes/{id}",
                      .summary = "Change a cake",
                      .permission = staff(Role::specialist),
                      .listeners = http::on::both,
                      .needs_if_match = true},
                     bakery, &change_cake),
      http::endpoint({.id = "eatCake",
                      .method = delete_,
                      .path = "/cakes/{id}",
                      .summary = "Eat a cake",
                      .permission = http::allow::any_session,
                      .listeners = http::on::both,
                      .status = 204,
                      .rate = {.burst = 3, .per_minute = 1}},
                     bakery, &eat_cake),
      http::endpoint({.id = "getCakePdf",
                      .method = get,
                      .path = "/cakes/{id}/pdf",
                      .summary = "Print a cake",
                      .permission = http::allow::anyone,
                      .listeners = http::on::desk},
                     bakery, &print_cake),
  };
}

} // namespace example
