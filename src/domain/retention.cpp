#include "domain/retention.h"

#include "core/time.h"

#include <algorithm>

namespace domain {

std::optional<core::Instant> keep_until(const RetentionFacts& facts, int years) {
  if (facts.goes_on) return std::nullopt;
  auto latest = facts.recorded_at;
  for (const auto& at : {facts.decided_at, facts.last_expiry, facts.last_reliance})
    if (at) latest = std::max(latest, *at);
  return core::add_years(latest, years);
}

bool may_destroy(const RetentionFacts& facts, int years, core::Instant now) {
  const auto until = keep_until(facts, years);
  return until && now >= *until;
}

} // namespace domain
