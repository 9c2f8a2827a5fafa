#pragma once

#include "core/bytes.h"
#include "core/clock.h"
#include "pki/ocsp.h"

#include <cstdint>
#include <optional>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace status {

/// One signed answer, ready to be sent.
struct OcspAnswer {
  std::string der;
  std::string head;           ///< its HTTP header lines (RFC 5019 6)
  core::Instant refresh_at{}; ///< half of its life: from then on it is signed anew
};

/// Which answer: an issuer's, about a serial, in the hash the client chose.
struct OcspKey {
  std::uint32_t issuer = 0; ///< index into the issuer directory
  pki::OcspHash hash{};
  std::string serial;
  friend bool operator==(const OcspKey&, const OcspKey&) = default;
};
struct OcspKeyHash {
  std::size_t operator()(const OcspKey& key) const {
    return std::hash<std::string>{}(key.serial) ^ (std::size_t{key.issuer} << 1U) ^ static_cast<std::size_t>(key.hash);
  }
};

/// Signed answers by certificate. An answer made from a status read before a change is never kept after it: `put` takes the epoch that was
/// current before the status was read, and does nothing when a change came in between.
class OcspCache {
public:
  explicit OcspCache(std::size_t capacity) : capacity_(capacity) {}

  std::optional<OcspAnswer> find(const OcspKey& key, core::Instant now) const;
  std::uint64_t epoch() const;
  void put(const OcspKey& key, OcspAnswer answer, std::uint64_t epoch_before);
  /// Forgets what was said of these serials (of any issuer, in any hash) and begins a new epoch.
  void forget(const std::vector<core::Bytes>& serials, std::uint32_t issuers);

private:
  std::size_t capacity_;
  mutable std::shared_mutex mutex_;
  std::uint64_t epoch_ = 0;
  std::unordered_map<OcspKey, OcspAnswer, OcspKeyHash> answers_;
};

} // namespace status
