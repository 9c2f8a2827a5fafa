#include "http/dto.h"
#include "portal/actor.h"
#include "portal/resources.h"
#include "usecases/account_domains.h"
#include "usecases/reverify_domain.h"

namespace portal {
namespace {

using http::Call;
using http::Reply;
using http::Role;
using usecases::World;

struct ReverificationRequest : usecases::ReverificationRequest {
  static constexpr std::array rules{http::Rule{.field = "method", .one_of = "dns_txt|web_file|email|caa_email|txt_email"},
                                    http::Rule{.field = "authorization_domain", .max_length = 300, .has_default = true},
                                    http::Rule{.field = "addresses", .max_length = 320, .max_items = 10, .has_default = true}};
};
BOOST_DESCRIBE_STRUCT(ReverificationRequest, (usecases::ReverificationRequest), ())

core::Result<Reply<usecases::AccountDomains>> list_domains(World& world, const Call<>& call) {
  return TRY(usecases::list_account_domains(world, actor_of(call)));
}

core::Result<Reply<usecases::ValidationOptions>> get_domain_options(World& world, const Call<>& call) {
  return TRY(usecases::view_domain_options(world, actor_of(call), call.parameter("domain")));
}

core::Result<Reply<usecases::Validation>> reverify_domain(World& world, const Call<ReverificationRequest>& call) {
  return TRY(usecases::reverify_domain(world, actor_of(call), call.parameter("domain"), call.body));
}

} // namespace

std::vector<http::Endpoint> account_domain_endpoints(World& world) {
  constexpr auto admins = http::allow::customer(Role::super_admin, Role::sub_admin);
  return {
      http::endpoint({.id = "listDomains",
                      .method = http::Method::get,
                      .path = "/domains",
                      .summary = "List the domains that the account has proven, and until when each can be used",
                      .permission = http::allow::any_customer,
                      .listeners = http::on::public_site,
                      .tag = "validations"},
                     world, &list_domains),
      http::endpoint({.id = "getDomainOptions",
                      .method = http::Method::get,
                      .path = "/domains/{domain}/validation-options",
                      .summary = "Show by which methods, where and by whom a domain of the account can be proven again",
                      .permission = admins,
                      .listeners = http::on::public_site,
                      .tag = "validations",
                      .rate = {.burst = 60, .per_minute = 30}},
                     world, &get_domain_options),
      http::endpoint({.id = "reverifyDomain",
                      .method = http::Method::post,
                      .path = "/domains/{domain}/validations",
                      .summary = "Begin to prove a domain of the account again",
                      .permission = admins,
                      .listeners = http::on::public_site,
                      .tag = "validations",
                      .status = 201,
                      .creates = true,
                      .body_limit = 4096,
                      .rate = {.burst = 30, .per_minute = 10}},
                     world, &reverify_domain),
  };
}

} // namespace portal
