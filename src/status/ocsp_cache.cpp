#include "status/ocsp_cache.h"

#include <mutex>

namespace status {

std::optional<OcspAnswer> OcspCache::find(const OcspKey& key, core::Instant now) const {
  const std::shared_lock lock(mutex_);
  const auto found = answers_.find(key);
  if (found == answers_.end() || now >= found->second.refresh_at) return std::nullopt;
  return found->second;
}

std::uint64_t OcspCache::epoch() const {
  const std::shared_lock lock(mutex_);
  return epoch_;
}

void OcspCache::put(const OcspKey& key, OcspAnswer answer, std::uint64_t epoch_before) {
  const std::unique_lock lock(mutex_);
  if (epoch_ != epoch_before) return;
  if (answers_.size() >= capacity_ && !answers_.contains(key)) answers_.erase(answers_.begin());
  answers_.insert_or_assign(key, std::move(answer));
}

void OcspCache::forget(const std::vector<core::Bytes>& serials, std::uint32_t issuers) {
  const std::unique_lock lock(mutex_);
  ++epoch_;
  for (const auto& serial : serials)
    for (std::uint32_t issuer = 0; issuer < issuers; ++issuer)
      for (const auto hash : {pki::OcspHash::sha1, pki::OcspHash::sha256})
        answers_.erase({issuer, hash, std::string(core::as_text(serial))});
}

} // namespace status
