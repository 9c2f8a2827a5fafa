#pragma once

#include "storage/database.h"
#include "storage/ids.h"

namespace storage {

/// How an application ended without a certificate.
struct EndingRow {
  ApplicationId application_id;
  std::string kind;        ///< rejected | withdrawn | lapsed
  std::string reason_code; ///< of a rejection
  std::string reason;      ///< in the words of whoever ended it
  std::string ended_by;
  core::Instant ended_at;
  bool new_code; ///< a new access code went out for the same order
};
BOOST_DESCRIBE_STRUCT(EndingRow, (), (application_id, kind, reason_code, reason, ended_by, ended_at, new_code))
core::Result<void> insert_ending(Transaction& tx, const EndingRow& ending);
/// Nothing goes on for an application that has ended: its pending validations expire, and it is not issued for any more.
core::Result<void> stop_work_for(Transaction& tx, const ApplicationId& application);
/// Where the application has ended: another code was sent for its order.
core::Result<void> note_new_code(Transaction& tx, const ApplicationId& application);
core::Result<std::optional<EndingRow>> find_ending(Transaction& tx, const ApplicationId& application);

} // namespace storage
