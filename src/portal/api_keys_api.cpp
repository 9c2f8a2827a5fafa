#include "http/dto.h"
#include "portal/actor.h"
#include "portal/resources.h"
#include "usecases/api_keys.h"

namespace portal {
namespace {

using http::Call;
using http::None;
using http::Reply;
using usecases::World;

struct ApiKeyRequest : usecases::ApiKeyRequest {
  static constexpr std::array rules{
      http::Rule{.field = "name", .min_length = 1, .max_length = 100},
      http::Rule{.field = "scopes", .min_items = 1, .max_items = 10, .one_of = "certificates:read|certificates:issue"},
      http::Rule{.field = "ip_ranges",
                 .min_length = 1,
                 .max_length = 50,
                 .max_items = 50,
                 .has_default = true,
                 .description = "CIDR, IPv4 or IPv6; without any the key works from everywhere"}};
};
BOOST_DESCRIBE_STRUCT(ApiKeyRequest, (usecases::ApiKeyRequest), ())

struct ApiKey : usecases::ApiKey {
  std::optional<std::string> key; ///< only in the answer that made it
  static constexpr std::array rules{http::Rule{.field = "key", .omit_empty = true}};
};
BOOST_DESCRIBE_STRUCT(ApiKey, (usecases::ApiKey), (key))

core::Result<Reply<ApiKey>> create_api_key(World& world, const Call<ApiKeyRequest>& call) {
  auto created = TRY(usecases::create_api_key(world, actor_of(call), call.body));
  return ApiKey{{std::move(created.shown)}, std::move(created.key)};
}

core::Result<Reply<http::Page<ApiKey>>> list_api_keys(World& world, const Call<>& call) {
  http::Page<ApiKey> page;
  for (auto& key : TRY(usecases::list_api_keys(world, actor_of(call)))) page.items.push_back({{std::move(key)}, std::nullopt});
  return page;
}

core::Result<Reply<None>> revoke_api_key(World& world, const Call<>& call) {
  TRY(usecases::revoke_api_key(world, actor_of(call), TRY(call.id<storage::ApiKeyId>())));
  return Reply<None>{};
}

} // namespace

std::vector<http::Endpoint> api_key_endpoints(World& world) {
  using enum http::Method;
  constexpr auto admins = http::allow::customer(http::Role::super_admin);
  return {
      http::endpoint({.id = "createApiKey",
                      .method = post,
                      .path = "/api-keys",
                      .summary = "Make an API key",
                      .permission = admins,
                      .listeners = http::on::public_site,
                      .tag = "api-keys",
                      .status = 201,
                      .creates = true,
                      .body_limit = 4096},
                     world, &create_api_key),
      http::endpoint({.id = "listApiKeys",
                      .method = get,
                      .path = "/api-keys",
                      .summary = "List API keys",
                      .permission = admins,
                      .listeners = http::on::public_site,
                      .tag = "api-keys"},
                     world, &list_api_keys),
      http::endpoint({.id = "revokeApiKey",
                      .method = delete_,
                      .path = "/api-keys/{id}",
                      .summary = "Revoke an API key",
                      .permission = admins,
                      .listeners = http::on::public_site,
                      .tag = "api-keys",
                      .status = 204},
                     world, &revoke_api_key),
  };
}

} // namespace portal
