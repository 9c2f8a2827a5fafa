#pragma once

#include "usecases/new_session.h"
#include "usecases/world.h"

#include <boost/describe.hpp>

namespace usecases {

struct PasswordChange {
  std::string current;
  std::string next;
};
BOOST_DESCRIBE_STRUCT(PasswordChange, (), (current, next))

/// Sets a new password (at least 12 characters, not one that is easily guessed), ends the user's other sessions, gives this one a
/// new secret and tells the user by mail.
core::Result<SessionGrant> change_password(World& world, const Actor& actor, const PasswordChange& change);

} // namespace usecases
