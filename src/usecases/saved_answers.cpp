#include "usecases/saved_answers.h"

#include "storage/settings.h"

namespace usecases {
namespace {

using namespace std::chrono_literals;
constexpr auto takeover = 60s;
constexpr std::int64_t open = 0; // a reservation has no status yet

storage::IdempotencyRow row_of(const KeyedRequest& request, const SavedAnswer& answer, core::Instant now) {
  return {request.actor, request.key_hash, request.request_hash, answer.status, answer.body, now};
}

core::Result<ReservedAnswer> try_reserve(World& world, const KeyedRequest& request, core::Instant now) {
  return world.database.write([&](storage::Transaction& tx) -> core::Result<ReservedAnswer> {
    const auto found = TRY(storage::find_idempotent_answer(tx, request.actor, request.key_hash, request.request_hash));
    if (found && found->status != open) return ReservedAnswer{Reservation::answered, {found->status, found->body}};
    if (found && now < found->created_at + takeover) return ReservedAnswer{Reservation::in_progress, {}};
    if (found) TRY(storage::delete_idempotent_answer(tx, request.actor, request.key_hash));
    TRY(storage::insert_idempotent_answer(tx, row_of(request, {}, now)));
    return ReservedAnswer{};
  });
}

} // namespace

core::Result<ReservedAnswer> reserve_answer(World& world, const KeyedRequest& request) {
  auto reserved = try_reserve(world, request, world.clock.now());
  if (!reserved && storage::violates(reserved.error(), "idempotency_keys", "actor,key"))
    return ReservedAnswer{Reservation::in_progress, {}};
  return reserved;
}

core::Result<void> save_answer(World& world, const KeyedRequest& request, const SavedAnswer& answer) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    TRY(storage::delete_idempotent_answer(tx, request.actor, request.key_hash));
    return storage::insert_idempotent_answer(tx, row_of(request, answer, now));
  });
}

core::Result<void> release_answer(World& world, const KeyedRequest& request) {
  return world.database.write(
      [&](storage::Transaction& tx) { return storage::delete_idempotent_answer(tx, request.actor, request.key_hash); });
}

} // namespace usecases
