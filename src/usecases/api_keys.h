#pragma once

#include "storage/sessions.h"
#include "usecases/world.h"

#include <boost/describe.hpp>

namespace usecases {

struct ApiKeyRequest {
  std::string name;
  std::vector<std::string> scopes;
  std::vector<std::string> ip_ranges{}; ///< CIDR; empty: from everywhere
};
BOOST_DESCRIBE_STRUCT(ApiKeyRequest, (), (name, scopes, ip_ranges))

struct ApiKey {
  std::string id;
  std::string name;
  std::vector<std::string> scopes;
  std::vector<std::string> ip_ranges;
  core::Instant created_at{};
  std::optional<core::Instant> expires_at;
  std::optional<core::Instant> revoked_at;
};
BOOST_DESCRIBE_STRUCT(ApiKey, (), (id, name, scopes, ip_ranges, created_at, expires_at, revoked_at))

struct CreatedApiKey {
  ApiKey shown;
  std::string key; ///< told once
};
/// Makes a key of the actor's account; only its hash is kept.
core::Result<CreatedApiKey> create_api_key(World& world, const Actor& actor, const ApiKeyRequest& request);
core::Result<std::vector<ApiKey>> list_api_keys(World& world, const Actor& actor);
core::Result<void> revoke_api_key(World& world, const Actor& actor, const storage::ApiKeyId& id);

} // namespace usecases
