#include "http/dto.h"
#include "portal/actor.h"
#include "portal/resources.h"
#include "usecases/account_domains.h"

namespace portal {
namespace {

using http::Call;
using http::Reply;
using http::Role;
using usecases::World;

struct AccountDomainList {
  std::vector<usecases::AccountDomain> items;
};
BOOST_DESCRIBE_STRUCT(AccountDomainList, (), (items))

core::Result<Reply<AccountDomainList>> list_domains(World& world, const Call<>& call) {
  return AccountDomainList{TRY(usecases::list_account_domains(world, actor_of(call)))};
}

core::Result<Reply<usecases::Validation>> reverify_domain(World& world, const Call<>& call) {
  return TRY(usecases::reverify_domain(world, actor_of(call), call.parameter("domain")));
}

} // namespace

std::vector<http::Endpoint> account_domain_endpoints(World& world) {
  return {
      http::endpoint({.id = "listDomains",
                      .method = http::Method::get,
                      .path = "/domains",
                      .summary = "List the domains that the account has proven, and until when each can be used",
                      .permission = http::allow::any_customer,
                      .listeners = http::on::public_site,
                      .tag = "validations"},
                     world, &list_domains),
      http::endpoint({.id = "reverifyDomain",
                      .method = http::Method::post,
                      .path = "/domains/{domain}/validations",
                      .summary = "Prove a domain of the account again, by DNS",
                      .permission = http::allow::customer(Role::super_admin, Role::sub_admin),
                      .listeners = http::on::public_site,
                      .tag = "validations",
                      .rate = {.burst = 60, .per_minute = 20}},
                     world, &reverify_domain),
  };
}

} // namespace portal
