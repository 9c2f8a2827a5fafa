#include "domain/reuse.h"

#include <algorithm>
#include <chrono>

namespace domain {

policy::IdentityDatum datum_of(Step step) {
  return is_call(step) ? policy::IdentityDatum::name_and_title : policy::IdentityDatum::organization;
}

bool may_reuse(Step step, ValidationLevel level) {
  if (step == Step::organization || step == Step::domains || step == Step::hr_call) return true;
  return step == Step::authorization_call && level == ValidationLevel::ov;
}

std::optional<int> due_notice(core::Instant collected, core::Instant ends, core::Instant now) {
  if (now >= ends) return std::nullopt;
  std::optional<int> due;
  for (const auto days : notice_days) {
    const std::chrono::seconds ahead = std::chrono::days{days};
    const bool last = days == notice_days.back();
    if (!last && ends - ahead <= collected) continue;
    const auto from = ends - (last ? std::min(ahead, (ends - collected) / 3) : ahead);
    if (now >= from) due = days;
  }
  return due;
}

std::string_view to_string(EvidenceAge age) {
  constexpr std::array<std::string_view, 3> names{"usable", "ends_soon", "ended"};
  return names[static_cast<std::size_t>(age)];
}

EvidenceAge evidence_age(core::Instant collected, std::optional<core::Instant> ends, core::Instant now) {
  if (!ends) return EvidenceAge::usable;
  if (now >= *ends) return EvidenceAge::ended;
  return due_notice(collected, *ends, now) ? EvidenceAge::ends_soon : EvidenceAge::usable;
}

} // namespace domain
