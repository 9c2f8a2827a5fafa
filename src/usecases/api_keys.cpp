#include "usecases/api_keys.h"

#include "core/text.h"
#include "usecases/audit.h"
#include "usecases/authenticate.h"
#include "usecases/field_problems.h"

namespace usecases {
namespace {

ApiKey to_api_key(const storage::ApiKeyRow& row) { return {row.id.str(), row.name, row.scopes, row.created_at, row.expires_at, row.revoked_at}; }

} // namespace

core::Result<CreatedApiKey> create_api_key(World& world, const Actor& actor, const ApiKeyRequest& request) {
  FieldProblems problems;
  problems.require("/name", request.name);
  if (request.scopes.empty()) problems.add("/scopes", errors::field_missing);
  TRY(problems.finish());
  const auto now = world.clock.now();
  const auto key = std::string(api_key_prefix) + core::random_token();
  const storage::ApiKeyRow row{.id = storage::ApiKeyId::make(),
                               .account_id = TRY(storage::AccountId::parse(actor.account_id)),
                               .user_id = TRY(storage::UserId::parse(actor.user_id)),
                               .name = core::trim(request.name),
                               .key_hash = token_hash(key),
                               .scopes = request.scopes,
                               .ip_ranges = {},
                               .created_at = now,
                               .expires_at = std::nullopt,
                               .revoked_at = std::nullopt};
  TRY(world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    TRY(storage::insert_api_key(tx, row));
    audit(tx, actor, {"api_key_created", row.id.str(), actor.account_id, {{"name", row.name}, {"scopes", core::join(row.scopes, " ")}}}, now);
    return {};
  }));
  return CreatedApiKey{to_api_key(row), key};
}

core::Result<std::vector<ApiKey>> list_api_keys(World& world, const Actor& actor) {
  const auto account = TRY(storage::AccountId::parse(actor.account_id));
  const auto rows = TRY(world.database.read([&](storage::Transaction& tx) { return storage::list_api_keys(tx, account); }));
  std::vector<ApiKey> keys;
  for (const auto& row : rows) keys.push_back(to_api_key(row));
  return keys;
}

core::Result<void> revoke_api_key(World& world, const Actor& actor, const storage::ApiKeyId& id) {
  const auto account = TRY(storage::AccountId::parse(actor.account_id));
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    TRY(storage::revoke_api_key(tx, id, account, now));
    audit(tx, actor, {"api_key_revoked", id.str(), actor.account_id}, now);
    return {};
  });
}

} // namespace usecases
