#include "usecases/known_keys.h"

namespace usecases {
namespace {

constexpr std::chrono::seconds life{1};
constexpr std::size_t most = 10'000;

} // namespace

std::uint64_t KnownKeys::generation() const {
  const std::scoped_lock lock(mutex_);
  return generation_;
}

std::optional<Identity> KnownKeys::find(const std::string& key_hash, core::Instant now) const {
  const std::scoped_lock lock(mutex_);
  const auto found = known_.find(key_hash);
  if (found == known_.end() || Clock::now() >= found->second.until) return std::nullopt;
  const auto& expires_at = found->second.identity.key->expires_at;
  if (expires_at && *expires_at <= now) return std::nullopt;
  return found->second.identity;
}

void KnownKeys::keep(const std::string& key_hash, const Identity& identity, std::uint64_t generation) {
  const std::scoped_lock lock(mutex_);
  if (generation != generation_) return;
  if (known_.size() >= most) known_.clear();
  known_.insert_or_assign(key_hash, Known{identity, Clock::now() + life});
}

void KnownKeys::forget() {
  const std::scoped_lock lock(mutex_);
  ++generation_;
  known_.clear();
}

} // namespace usecases
