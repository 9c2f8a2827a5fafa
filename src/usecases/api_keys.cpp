#include "usecases/api_keys.h"

#include "core/ip_range.h"
#include "core/text.h"
#include "usecases/audit.h"
#include "usecases/authenticate.h"
#include "usecases/field_problems.h"

namespace usecases {
namespace {

ApiKey to_api_key(const storage::ApiKeyRow& row) {
  return {row.id.str(), row.name, row.scopes, row.ip_ranges, row.created_at, row.expires_at, row.revoked_at};
}

/// The ranges in their one form, each once.
storage::List read_ranges(const std::vector<std::string>& texts, FieldProblems& problems) {
  storage::List ranges;
  for (std::size_t i = 0; i < texts.size(); ++i)
    if (const auto range = problems.keep("/ipRanges/" + std::to_string(i), core::IpRange::parse(core::trim(texts[i]))))
      if (std::ranges::find(ranges, range->str()) == ranges.end()) ranges.push_back(range->str());
  return ranges;
}

} // namespace

core::Result<CreatedApiKey> create_api_key(World& world, const Actor& actor, const ApiKeyRequest& request) {
  FieldProblems problems;
  problems.require("/name", request.name);
  if (request.scopes.empty()) problems.add("/scopes", errors::field_missing);
  const auto ranges = read_ranges(request.ip_ranges, problems);
  TRY(problems.finish());
  const auto now = world.clock.now();
  const auto key = std::string(api_key_prefix) + core::random_token();
  const storage::ApiKeyRow row{.id = storage::ApiKeyId::make(),
                               .account_id = TRY(storage::AccountId::parse(actor.account_id)),
                               .user_id = TRY(storage::UserId::parse(actor.user_id)),
                               .name = core::trim(request.name),
                               .key_hash = token_hash(key),
                               .scopes = request.scopes,
                               .ip_ranges = ranges,
                               .created_at = now,
                               .expires_at = std::nullopt,
                               .revoked_at = std::nullopt};
  TRY(world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    TRY(storage::insert_api_key(tx, row));
    audit(tx, actor,
          {"api_key_created",
           row.id.str(),
           actor.account_id,
           {{"name", row.name}, {"scopes", core::join(row.scopes, " ")}, {"ipRanges", core::join(row.ip_ranges, " ")}}},
          now);
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
  TRY(world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    TRY(storage::revoke_api_key(tx, id, account, now));
    audit(tx, actor, {"api_key_revoked", id.str(), actor.account_id}, now);
    return {};
  }));
  world.known_keys.forget();
  return {};
}

} // namespace usecases
