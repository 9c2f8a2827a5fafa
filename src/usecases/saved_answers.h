#pragma once

#include "usecases/world.h"

#include <optional>
#include <string>

namespace usecases {

/// A creating request as its Idempotency-Key names it.
struct KeyedRequest {
  std::string actor;
  std::string key_hash;
  std::string request_hash;
};
struct SavedAnswer {
  std::int64_t status = 0;
  std::string body;
};
enum class Reservation : std::uint8_t { reserved, answered, in_progress };
struct ReservedAnswer {
  Reservation state = Reservation::reserved;
  SavedAnswer answer; ///< where answered
};
/// Reserves the key for this request, or finds its answer. A reservation that no answer followed within a minute was of a
/// node that died, and is taken over. `idempotency_key_reused` where the key came with another request.
core::Result<ReservedAnswer> reserve_answer(World& world, const KeyedRequest& request);
core::Result<void> save_answer(World& world, const KeyedRequest& request, const SavedAnswer& answer);
core::Result<void> release_answer(World& world, const KeyedRequest& request);

} // namespace usecases
