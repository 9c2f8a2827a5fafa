#pragma once

#include "core/clock.h"
#include "domain/contacts.h"
#include "domain/problem.h"
#include "domain/vetting.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace domain {

inline constexpr std::chrono::days consent_link_life{14};
inline constexpr std::chrono::days consent_reminder_after{3};
inline constexpr std::chrono::minutes consent_code_life{10};
inline constexpr std::chrono::seconds consent_code_pause{60}; ///< between two codes
inline constexpr std::size_t consent_asks_a_day = 20;         ///< mails with a link, of one application
inline constexpr std::int64_t consent_code_tries = 5;
inline constexpr std::chrono::minutes consent_code_lock{30};

/// The roles that are asked for their consent by a mailed link: OV the authorization contact, EV also higher authority and contract
/// signer (B01, B03, B04).
std::vector<ContactRole> consent_roles(ValidationLevel level);

/// Whose consent names the person in `role`: a consent to one person is none to another (B01, B03).
std::optional<ContactRole> vouches_for(ContactRole role);
/// The calls by which the person in `role` answers, or is vouched for: with another person they are to be made anew.
std::vector<Step> calls_about(ContactRole role);

enum class ConsentStatus : std::uint8_t { pending, consented, declined };
std::string_view to_string(ConsentStatus status);
std::optional<ConsentStatus> parse_consent_status(std::string_view text);

struct ConsentFact {
  ContactRole role{};
  ConsentStatus status{};
  std::string person;
  std::string reason; ///< of a decline
};
/// A decline blocks every issuance; EV also needs the consent of every role (OV: the call asks the same).
Problems consent_problems(ValidationLevel level, const std::vector<ConsentFact>& consents);

enum class LinkStatus : std::uint8_t { sent, used, revoked };
struct ConsentLink {
  LinkStatus status{};
  core::Instant expires_at{};
};
/// Whether a link may still be opened: `consent_link_used` (params `at`, `done`, filled by the caller), `…_expired`, `…_revoked`.
core::Result<void> check_link(const ConsentLink& link, core::Instant now);

/// The one-time code of a link: `good` is whether the typed one is right.
struct ConsentCode {
  bool sent = false;
  core::Instant expires_at{};
  std::int64_t wrong = 0;
  std::optional<core::Instant> locked_until;
};
/// Whether a code may be tried, or a new one sent, now: `consent_code_locked` after five wrong ones.
core::Result<void> check_unlocked(const ConsentCode& code, core::Instant now);
/// Whether there is a code to compare with: `consent_code_expired` otherwise.
core::Result<void> check_code_alive(const ConsentCode& code, core::Instant now);

/// A signature is the person's own name as the application has it, whatever its width and spaces: `consent_name_differs`.
core::Result<void> check_signature(std::string_view typed, std::string_view person);

} // namespace domain
