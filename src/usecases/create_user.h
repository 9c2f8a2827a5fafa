#pragma once

#include "usecases/world.h"

#include <string>
#include <vector>

namespace usecases {

struct NewUser {
  std::string role; ///< a staff role, or a customer's
  std::string email;
  std::string name;
  std::string account_id; ///< empty for staff
  core::Language language = core::Language::ja;
};
struct CreatedUser {
  std::string id;
  std::string email;
  std::string role;
  std::string one_time_password; ///< shown once; must be changed at the first log-in
};

/// Makes a log-in with a one-time password (G01: a second one for the same address is refused).
core::Result<CreatedUser> create_user(storage::Database& database, const Actor& actor, const NewUser& user, core::Instant now);

} // namespace usecases
