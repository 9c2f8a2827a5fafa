#pragma once

#include "core/clock.h"
#include "core/i18n.h"

#include <string>

namespace usecases {

/// On whose behalf a use case runs, as the door found out. Permission was checked there; a use case still puts
/// `account_id` into its queries, so that another tenant's object is `not_found`.
struct Actor {
  std::string id = {};             ///< `usr_…`, `key_…`, `ord_…`, `app_…` or `system`; goes into the audit log
  std::string origin = {};         ///< remote address, or the job's or command's name
  std::string account_id = {};     ///< empty for staff, visitors and the system
  std::string order_id = {};       ///< what an order session may see
  std::string application_id = {}; ///< what an applicant may see and change
  bool is_staff = false;
  bool is_tracker = false;  ///< knows the order's number and a mail address only: sees the state, without people's data
  bool is_customer = false; ///< a user of the account, logged in: sees all of the account's
  core::Language language = core::Language::ja;
  std::string user_id = {};               ///< a person with a log-in
  std::string quote_id = {};              ///< the quote that an order session began with
  std::string session_hash = {};          ///< sha256_hex of the session's token; empty without a session
  std::string consent_link_id = {};       ///< the mailed link that somebody came by
  core::Instant second_factor_until = {}; ///< when a user must show the second factor again; the epoch where it never was
};

/// The program itself: a job, a command, recovery.
inline Actor system_actor(std::string origin) { return {.id = "system", .origin = std::move(origin)}; }

} // namespace usecases
