#pragma once

#include "storage/database.h"
#include "storage/page.h"
#include "storage/tenant.h"

namespace storage {

/// A piece of vetting evidence; never changed. `facts` is JSON, `evidence` the raw bytes it rests on.
struct RecordRow {
  RecordId id;
  AccountId account_id;
  std::optional<OrganizationId> organization_id;
  std::optional<CaseId> case_id;
  std::string step;
  std::string kind; ///< register | domain | call | document | decision | consent
  std::string subject;
  std::string source;
  std::string method;
  std::string outcome; ///< passed | failed | inconclusive
  std::string facts;
  std::optional<core::Bytes> evidence;
  std::string evidence_sha256;
  std::string collected_by;
  core::Instant collected_at;
};
BOOST_DESCRIBE_STRUCT(RecordRow, (),
                      (id, account_id, organization_id, case_id, step, kind, subject, source, method, outcome, facts, evidence,
                       evidence_sha256, collected_by, collected_at))

core::Result<void> insert_record(Transaction& tx, const RecordRow& record);
/// Oldest first.
core::Result<std::vector<RecordRow>> list_records(Transaction& tx, const CaseId& id);
core::Result<RecordRow> load_record(Transaction& tx, const RecordId& id);
/// What deciding on a record takes.
struct ReusableRecord {
  RecordId id;
  std::optional<CaseId> case_id;
  std::string outcome; ///< passed | failed
  std::string subject;
  std::string source;
  std::string facts;
  std::string collected_by;
  core::Instant collected_at;
};
BOOST_DESCRIBE_STRUCT(ReusableRecord, (), (id, case_id, outcome, subject, source, facts, collected_by, collected_at))
/// The newest word on an organization's step collected at or after `since` (C12): evidence of a case that was approved, or that came with
/// the account and has no case, or what failed in any case.
core::Result<std::optional<ReusableRecord>> find_reusable_record(Transaction& tx, const OrganizationId& organization, std::string_view step,
                                                                 core::Instant since);
/// The newest evidence that passed an organization's step, whatever became of its case.
core::Result<std::optional<ReusableRecord>> find_passed_record(Transaction& tx, const OrganizationId& organization, std::string_view step);

/// The newest passed register evidence of each vetted organization whose account still has use for it, collected in a span of time; by id,
/// after `after`.
struct AgeingRecordQuery {
  core::Instant from;
  core::Instant until;
  core::Instant now; ///< a retail account's certificates are still valid then
  std::string after = {};
  std::int64_t limit = 200;
};
core::Result<std::vector<RecordRow>> list_ageing_records(Transaction& tx, const AgeingRecordQuery& query);

} // namespace storage
