#include "domain/rejection.h"

#include <array>

namespace domain {
namespace {

constexpr std::array<std::string_view, 10> names{
    "organization_not_found", "organization_closed", "domain_control_not_shown", "contact_not_reached", "contact_declined",
    "not_authorized",         "high_risk",           "documents_missing",        "key_unfit",           "other"};

} // namespace

std::string_view to_string(RejectionReason reason) { return names.at(static_cast<std::size_t>(reason)); }

std::optional<RejectionReason> parse_rejection_reason(std::string_view text) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names.at(i) == text) return static_cast<RejectionReason>(i);
  return std::nullopt;
}

bool may_apply_again(RejectionReason reason) { return reason != RejectionReason::high_risk; }

} // namespace domain
