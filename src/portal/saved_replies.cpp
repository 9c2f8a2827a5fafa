#include "portal/saved_replies.h"

#include "core/errors.h"
#include "core/log.h"
#include "usecases/saved_answers.h"

namespace portal {
namespace {

usecases::KeyedRequest request_of(const http::IdempotencyEntry& entry) { return {entry.actor, entry.key_hash, entry.request_hash}; }

} // namespace

core::Result<std::optional<http::SavedReply>> SavedReplies::reserve(const http::IdempotencyEntry& entry) {
  const auto reserved = TRY(usecases::reserve_answer(world_, request_of(entry)));
  switch (reserved.state) {
  case usecases::Reservation::reserved:
    return std::optional<http::SavedReply>{};
  case usecases::Reservation::in_progress:
    return core::fail(core::errors::idempotency_in_progress);
  case usecases::Reservation::answered:
    break;
  }
  return std::optional(http::SavedReply{static_cast<int>(reserved.answer.status), reserved.answer.body});
}

core::Result<void> SavedReplies::save(const http::IdempotencyEntry& entry, const http::SavedReply& reply) {
  return usecases::save_answer(world_, request_of(entry), {reply.status, reply.sealed});
}

void SavedReplies::release(const http::IdempotencyEntry& entry) {
  if (const auto released = usecases::release_answer(world_, request_of(entry)); !released)
    core::log::error("idempotency_key_not_released", released.error());
}

} // namespace portal
