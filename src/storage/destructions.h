#pragma once

#include "storage/database.h"
#include "storage/tenant.h"

namespace storage {

/// The end of a case's records: one asks, another approves; hashes and metadata stay.
struct DestructionRow {
  DestructionId id;
  CaseId case_id;
  std::string reason;
  std::string asked_by;
  core::Instant asked_at;
  std::string approved_by;
  std::optional<core::Instant> approved_at;
  std::int64_t records; ///< how many were blanked
};
BOOST_DESCRIBE_STRUCT(DestructionRow, (), (id, case_id, reason, asked_by, asked_at, approved_by, approved_at, records))

/// A case that has one is `violates(e, "record_destructions", "case_id")`.
core::Result<void> insert_destruction(Transaction& tx, const DestructionRow& row);
core::Result<DestructionRow> load_destruction(Transaction& tx, const DestructionId& id);
/// Writes approver, time and number of records; `version_stale` where it was approved already.
core::Result<void> approve_destruction(Transaction& tx, const DestructionRow& row);

/// Blanks evidence and personal data of a case: records' contents, calls, notes, contacts, the draft, the mails about it
/// (`list_mailed_objects`), whom domain mails went to, hits that name people. Returns the number of records.
core::Result<std::int64_t> blank_case(Transaction& tx, const CaseId& id, const ApplicationId& application);

} // namespace storage
