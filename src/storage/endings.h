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
core::Result<std::optional<EndingRow>> find_ending(Transaction& tx, const ApplicationId& application);

} // namespace storage
