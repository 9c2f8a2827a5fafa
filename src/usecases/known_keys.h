#pragma once

#include "usecases/identity.h"

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace usecases {

/// Holders of API keys looked up within the last second, so that a busy client costs one look-up a second. What this process changes
/// about keys shows at once (it calls `forget`), what another one changes within that second. Safe to use from many threads.
class KnownKeys {
public:
  /// Taken before a look-up, so that one which a change has overtaken is not kept.
  std::uint64_t generation() const;
  /// Of a key that has not expired at `now`.
  std::optional<Identity> find(const std::string& key_hash, core::Instant now) const;
  void keep(const std::string& key_hash, const Identity& identity, std::uint64_t generation);
  void forget();

private:
  using Clock = std::chrono::steady_clock;
  struct Known {
    Identity identity;
    Clock::time_point until;
  };
  mutable std::mutex mutex_;
  std::uint64_t generation_ = 0;
  std::unordered_map<std::string, Known> known_;
};

} // namespace usecases
