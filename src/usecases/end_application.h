#pragma once

#include "domain/states.h"
#include "storage/applications.h"
#include "storage/endings.h"
#include "usecases/world.h"

namespace usecases {

/// How an application is ended without a certificate.
struct Ending {
  domain::ApplicationStatus to{}; ///< rejected | withdrawn | lapsed
  std::string reason_code = {};   ///< of a rejection
  std::string reason = {};        ///< in words
  bool reopen = true;             ///< a paid order gets a new access code, so that it can be applied for again
};

/// What the one who ends it saw.
struct SeenVersions {
  std::optional<std::int64_t> application = {};
  std::optional<std::int64_t> case_ = {};
};

/// Ends an application and its case in the caller's transaction: states, the applicant's wait, the reason on record, the order free
/// for another application. `illegal_transition` names both states where it can no longer end so. True where a new code is due, which the
/// caller sends by `send_next_code` once the ending itself is told.
core::Result<bool> end_application(storage::Transaction& tx, const World& world, const Actor& actor, storage::ApplicationRow row,
                                   const Ending& ending, const SeenVersions& seen);

/// Mails the code for another application of the same order.
core::Result<void> send_next_code(storage::Transaction& tx, const World& world, const storage::ApplicationRow& row);

/// Whether it could be withdrawn now: until issuing begins.
core::Result<void> check_withdrawable(const storage::ApplicationRow& row);

} // namespace usecases
