#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace domain {

/// Why an application is not granted; the words are `reasons`, `rejection.<code>.what` and `.next`.
enum class RejectionReason : std::uint8_t {
  organization_not_found,
  organization_closed,
  domain_control_not_shown,
  contact_not_reached,
  contact_declined,
  not_authorized,
  high_risk,
  documents_missing,
  key_unfit,
  other
};
std::string_view to_string(RejectionReason reason);
std::optional<RejectionReason> parse_rejection_reason(std::string_view text);
/// Whether the order may be used for another application at once; after a risk review the applicant has to write to us first.
bool may_apply_again(RejectionReason reason);

} // namespace domain
