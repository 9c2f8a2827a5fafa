#pragma once

#include "support/site.h"
#include "usecases/create_user.h"

#include <string>

namespace support {

/// A new member of the staff, with the password that is told once.
usecases::CreatedUser new_user(Site& site, const std::string& role);
/// Through the door, as people log in; the client keeps cookie and CSRF token.
HttpReply log_in(HttpClient& client, const std::string& email, const std::string& password, const std::string& totp = {});
/// What the authenticator app of this secret (base 32) shows.
std::string totp_now(Site& site, const std::string& secret);

/// A member of the staff who has set a password and enrolled a second factor, just now.
struct Enrolled {
  HttpClient client;
  std::string id;
  std::string email;
  std::string password;
  std::string secret;
};
Enrolled enrol(Site& site, const std::string& role = "specialist");

} // namespace support
