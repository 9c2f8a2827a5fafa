#pragma once

#include "core/time.h"
#include "storage/database.h"
#include "support/http_client.h"

#include <string>

namespace support {

struct LogIn {
  std::string entry; ///< `desk` | `cms`
  std::string role;
  std::string account_id; ///< empty for staff, who have a second factor
};
/// The client of a new user, with the session that a log-in would have begun. It never has to show the second factor again, however far
/// the clock is moved.
HttpClient log_in(storage::Database& database, core::Instant now, HttpClient client, const LogIn& who);

} // namespace support
