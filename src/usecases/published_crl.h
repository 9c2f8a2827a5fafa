#pragma once

#include "storage/issuance.h"
#include "usecases/world.h"

namespace usecases {

/// The newest CRL of an issuer's shard, as any node signed it.
inline core::Result<std::optional<storage::CrlRow>> published_crl(World& world, const Issuer& issuer, std::int64_t shard) {
  const auto id = storage::IssuerId::stored(issuer.id);
  return world.database.read([&](storage::Transaction& tx) { return storage::find_crl(tx, id, shard); });
}

} // namespace usecases
