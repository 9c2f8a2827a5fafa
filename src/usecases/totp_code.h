#pragma once

#include "storage/users.h"
#include "usecases/new_session.h"
#include "usecases/world.h"

#include <optional>
#include <string_view>

namespace usecases {

/// A TOTP secret as the users table keeps it.
core::Bytes seal_totp_secret(const Secrets& secrets, const storage::UserId& user, core::ByteView secret);
/// `totp_not_started` where there is none.
core::Result<core::Bytes> open_totp_secret(const Secrets& secrets, const storage::UserId& user, const std::optional<core::Bytes>& sealed);

/// What a code is compared with: a secret, and the last step whose code was used.
struct TotpState {
  core::Bytes secret;
  std::int64_t last_step = 0;
};
/// The step of a code that a logged-in user typed. Wrong and used codes are audited and counted by user; after too many, all are refused
/// for a while.
core::Result<std::int64_t> match_totp_code(World& world, const Actor& actor, const TotpState& totp, std::string_view code);

/// Notes that the actor's session has shown the second factor now, and gives it a new secret.
core::Result<SessionGrant> renew_verified_session(storage::Transaction& tx, const Actor& actor, core::Instant now);

} // namespace usecases
