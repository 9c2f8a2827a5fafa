#pragma once

#include "core/bytes.h"
#include "demo/api_client.h"
#include "usecases/create_user.h"

#include <string>

namespace demo {

/// A member of staff at the desk: logged in with a second factor.
struct StaffMember {
  std::string email;
  std::string role;
  std::string password;
  std::string totp_secret; ///< base 32, as an authenticator app takes it
  ApiClient client;
};

/// The first log-in: one-time password, a new password, a second factor.
core::Result<StaffMember> first_login(const std::string& desk_url, const usecases::CreatedUser& user, const std::string& password);

} // namespace demo
