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

/// Begins enrolment of a second factor; an unconfirmed earlier secret is replaced, a confirmed one is not.
core::Result<TotpSecret> start_totp(World& world, const Actor& actor);
/// Confirms with a first code, which can not be used again, and gives the session a new secret.
core::Result<SessionGrant> confirm_totp(World& world, const Actor& actor, std::string_view code);

} // namespace usecases
