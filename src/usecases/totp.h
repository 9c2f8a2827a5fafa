#pragma once

#include "usecases/new_session.h"
#include "usecases/world.h"

#include <boost/describe.hpp>

namespace usecases {

/// What an authenticator app needs; shown once.
struct TotpSecret {
  std::string secret; ///< base 32
  std::string uri;    ///< otpauth://
};
BOOST_DESCRIBE_STRUCT(TotpSecret, (), (secret, uri))

/// Proposes a secret in place of one proposed before. Whoever has a confirmed one must have shown it lately (`second_factor_due`), and
/// keeps it until the new one is confirmed.
core::Result<TotpSecret> start_totp(World& world, const Actor& actor);
/// Confirms the proposed secret with a first code, which can not be used again, and gives the session a new secret. Where another secret
/// is replaced, that one must have been shown lately (`second_factor_due`), the user's other sessions end and the user is told by mail.
core::Result<SessionGrant> confirm_totp(World& world, const Actor& actor, std::string_view code);

} // namespace usecases
