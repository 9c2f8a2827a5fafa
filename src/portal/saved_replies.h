#pragma once

#include "http/api.h"
#include "usecases/world.h"

namespace portal {

/// Answers to requests with an Idempotency-Key, kept in the database for a day.
class SavedReplies final : public http::IdempotencyStore {
public:
  explicit SavedReplies(usecases::World& world) : world_(world) {}
  core::Result<std::optional<http::SavedReply>> reserve(const http::IdempotencyEntry& entry) override;
  core::Result<void> save(const http::IdempotencyEntry& entry, const http::SavedReply& reply) override;
  void release(const http::IdempotencyEntry& entry) override;

private:
  usecases::World& world_;
};

} // namespace portal
