#pragma once

#include "storage/users.h"
#include "usecases/new_session.h"
#include "usecases/world.h"

#include <optional>
#include <string>

namespace usecases {

struct LogIn {
  std::string email;
  std::string password;
  std::optional<std::string> totp;
  std::string entry; ///< cms | desk: customers log in at one, staff at the other
};
struct LoggedIn {
  SessionGrant session;
  storage::SessionRow row;
  storage::UserRow user;
};
/// Password, then the second factor where one is enrolled. Wrong ones are counted by address, and lock the log-in for a while;
/// a wrong name and a wrong password are not told apart, also not by time. The session the caller had before ends.
core::Result<LoggedIn> log_in(World& world, const Actor& actor, const LogIn& request);
core::Result<void> log_out(World& world, const Actor& actor);

} // namespace usecases
