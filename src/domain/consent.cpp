#include "domain/consent.h"

#include "domain/errors.h"
#include "domain/person.h"

#include <algorithm>
#include <array>

namespace domain {
namespace {

constexpr std::array<std::string_view, 3> status_names{"pending", "consented", "declined"};

core::Params params_of(const ConsentFact& fact) {
  return {{"role", std::string(to_string(fact.role))}, {"person", fact.person}, {"reason", fact.reason}};
}

} // namespace

std::vector<ContactRole> consent_roles(ValidationLevel level) {
  using enum ContactRole;
  if (level == ValidationLevel::ev) return {authorization, higher_authority, contract_signer};
  return {authorization};
}

std::optional<ContactRole> vouches_for(ContactRole role) {
  if (role == ContactRole::technical) return ContactRole::authorization;
  if (role == ContactRole::authorization) return ContactRole::higher_authority;
  return std::nullopt;
}

std::vector<Step> calls_about(ContactRole role) {
  std::vector<Step> calls;
  for (const auto step : steps_of(ValidationLevel::ev)) {
    const auto asked = contact_of(step);
    if (asked && (*asked == role || asked == vouches_for(role)) && !(step == Step::hr_call && *asked != role)) calls.push_back(step);
  }
  return calls;
}

std::string_view to_string(ConsentStatus status) { return status_names[static_cast<std::size_t>(status)]; }

std::optional<ConsentStatus> parse_consent_status(std::string_view text) {
  const auto* found = std::ranges::find(status_names, text);
  if (found == status_names.end()) return std::nullopt;
  return static_cast<ConsentStatus>(found - status_names.begin());
}

Problems consent_problems(ValidationLevel level, const std::vector<ConsentFact>& consents) {
  Problems out;
  for (const auto& fact : consents)
    if (fact.status == ConsentStatus::declined) out.push_back({errors::consent_declined, params_of(fact), {}, {}});
  if (level != ValidationLevel::ev) return out;
  for (const auto role : consent_roles(level)) {
    const auto fact = std::ranges::find(consents, role, &ConsentFact::role);
    if (fact == consents.end())
      out.push_back({errors::consent_missing, {{"role", std::string(to_string(role))}}, {}, {}});
    else if (fact->status == ConsentStatus::pending)
      out.push_back({errors::consent_missing, params_of(*fact), {}, {}});
  }
  return out;
}

core::Result<void> check_link(const ConsentLink& link, core::Instant now) {
  if (link.status == LinkStatus::used) return core::fail(errors::consent_link_used);
  if (link.status == LinkStatus::revoked) return core::fail(errors::consent_link_revoked);
  if (link.expires_at <= now) return core::fail(errors::consent_link_expired);
  return {};
}

core::Result<void> check_unlocked(const ConsentCode& code, core::Instant now) {
  if (!code.locked_until || *code.locked_until <= now) return {};
  const auto minutes = std::chrono::ceil<std::chrono::minutes>(*code.locked_until - now).count();
  return core::fail(errors::consent_code_locked, {{"minutes", std::to_string(minutes)}});
}

core::Result<void> check_code_alive(const ConsentCode& code, core::Instant now) {
  if (!code.sent || code.expires_at <= now) return core::fail(errors::consent_code_expired);
  return {};
}

core::Result<void> check_signature(std::string_view typed, std::string_view person) {
  if (person_name_key(typed, "") == person_name_key(person, "")) return {};
  return core::fail(errors::consent_name_differs, {{"person", std::string(person)}});
}

} // namespace domain
