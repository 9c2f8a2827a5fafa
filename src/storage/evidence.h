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
  std::string kind; ///< register | domain | call | document | decision
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
  std::string facts;
  std::string collected_by;
  core::Instant collected_at;
};
BOOST_DESCRIBE_STRUCT(ReusableRecord, (), (id, case_id, facts, collected_by, collected_at))
/// The newest passed evidence for an organization's step collected at or after `since`, for reuse (C12).
core::Result<std::optional<ReusableRecord>> find_reusable_record(Transaction& tx, const OrganizationId& organization, std::string_view step,
                                                                 core::Instant since);

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

struct CallRow {
  CallId id;
  CaseId case_id;
  std::string step;
  std::optional<ContactId> contact_id;
  std::string status; ///< queued | scheduled | done
  std::optional<core::Instant> scheduled_at;
  std::string language;
  std::string number;
  std::string number_source;
  std::string outcome; ///< empty | reached | no_answer | call_back | refused
  std::string answers; ///< JSON
  std::string note;
  std::string called_by;
  std::optional<core::Instant> called_at;
};
BOOST_DESCRIBE_STRUCT(CallRow, (),
                      (id, case_id, step, contact_id, status, scheduled_at, language, number, number_source, outcome, answers, note,
                       called_by, called_at))

core::Result<void> insert_call(Transaction& tx, const CallRow& call);
core::Result<CallRow> load_call(Transaction& tx, const CallId& id);
core::Result<std::vector<CallRow>> list_calls_of_case(Transaction& tx, const CaseId& id);
/// In a status (empty: every one), by scheduled time, unscheduled last.
core::Result<std::vector<CallRow>> list_calls(Transaction& tx, std::string_view status, std::int64_t limit);
/// Writes status, schedule, outcome, answers, note, caller and time, where the call is not done yet; `version_stale`
/// otherwise.
core::Result<void> update_call(Transaction& tx, const CallRow& call);

} // namespace storage
