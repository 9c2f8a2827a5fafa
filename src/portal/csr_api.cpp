#include "http/dto.h"
#include "portal/actor.h"
#include "portal/resources.h"
#include "usecases/inspect_csr.h"

namespace portal {
namespace {

using http::Call;
using http::Reply;
using usecases::World;

struct CsrToInspect {
  std::string csr;
  std::optional<std::vector<std::string>> names;
  static constexpr std::array rules{http::Rule{.field = "csr", .min_length = 1, .max_length = 100'000, .multiline = true},
                                    http::Rule{.field = "names", .max_length = 300, .max_items = 250}};
};
BOOST_DESCRIBE_STRUCT(CsrToInspect, (), (csr, names))

core::Result<Reply<usecases::CsrInspection>> inspect_csr(World& world, const Call<CsrToInspect>& call) {
  return TRY(usecases::inspect_csr(world, actor_of(call), call.body.csr, call.body.names.value_or(std::vector<std::string>{})));
}

} // namespace

std::vector<http::Endpoint> csr_endpoints(World& world) {
  return {http::endpoint({.id = "inspectCsr",
                          .method = http::Method::post,
                          .path = "/csr-inspections",
                          .summary = "Decode and check a certificate request",
                          .permission = http::allow::anyone,
                          .listeners = http::on::public_site,
                          .tag = "applications",
                          .body_limit = 256 * 1024,
                          .rate = {.burst = 60, .per_minute = 60}},
                         world, &inspect_csr)};
}

} // namespace portal
