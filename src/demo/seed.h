#pragma once

#include "core/clock.h"
#include "core/result.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace demo {

/// The rich demo account: its first user, for the portal.
struct SeededAccount {
  std::string account_id;
  std::string email;
  std::string password;
  std::string api_key; ///< with scopes certificates:read and certificates:issue
};

/// When the demo's hierarchy was born: long enough ago for certificates that have expired since.
core::Instant seed_start();

/// Fills a fresh data directory with an account that has had certificates for more than a year: expired, about to expire, active,
/// revoked. Everything is issued through the same use case as ever, with a clock that moves.
core::Result<SeededAccount> seed_account(const std::filesystem::path& data, std::int64_t certificates);

} // namespace demo
