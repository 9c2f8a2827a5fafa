#pragma once

#include "core/clock.h"
#include "core/result.h"
#include "domain/states.h"

#include <chrono>
#include <string>
#include <string_view>

namespace domain {

/// C03: single use, expiring, revocable; only its hash is stored.
struct AccessCodeFacts {
  AccessCodeStatus status = AccessCodeStatus::issued;
  core::Instant expires_at{};
};

/// `access_code_used`, `_expired` or `_revoked`.
core::Result<void> check_redeemable(const AccessCodeFacts& code, core::Instant now);
/// As people type it (any case and width, without or with other hyphens, O for 0 never occurs) to the form that is
/// hashed.
std::string normalize_access_code(std::string_view typed);
/// What is stored: sha256 of the normalized code, in hexadecimal.
std::string access_code_hash(std::string_view typed);
/// A new code of 80 bits: four groups of four.
std::string make_access_code();
core::Instant access_code_expiry(core::Instant issued, std::chrono::days life);

} // namespace domain
