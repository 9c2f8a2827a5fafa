#pragma once

#include "storage/database.h"
#include "storage/page.h"
#include "storage/tenant.h"

namespace storage {

/// The vetting of one application.
struct CaseRow {
  CaseId id;
  ApplicationId application_id;
  AccountId account_id;
  std::string status; ///< open | waiting_for_applicant | in_review | approved | rejected | withdrawn | lapsed
  std::optional<UserId> assigned_to;
  std::optional<UserId> recommended_by;
  std::optional<core::Instant> recommended_at;
  std::optional<UserId> approved_by;
  std::optional<core::Instant> approved_at;
  std::optional<core::Instant> waiting_since;
  std::int64_t waited_seconds;
  std::int64_t version;
  core::Instant opened_at;
};
BOOST_DESCRIBE_STRUCT(CaseRow, (),
                      (id, application_id, account_id, status, assigned_to, recommended_by, recommended_at, approved_by, approved_at,
                       waiting_since, waited_seconds, version, opened_at))

struct StepRow {
  CaseId case_id;
  std::string step;
  std::string status;
  std::optional<RecordId> record_id;
  core::Instant changed_at;
};
BOOST_DESCRIBE_STRUCT(StepRow, (), (case_id, step, status, record_id, changed_at))

/// A line of the desk's queue.
struct CaseSummaryRow {
  CaseId id;
  ApplicationId application_id;
  std::string application_number;
  std::string organization_name;
  std::string product;
  List names;
  std::string status;
  std::optional<UserId> assigned_to;
  std::optional<std::string> assigned_name;
  std::optional<core::Instant> submitted_at;
  std::optional<core::Instant> waiting_since;
  std::int64_t waited_seconds;
  std::int64_t open_steps;
  core::Instant opened_at;
  std::int64_t unseen_answers; ///< of the applicant, that no specialist has taken note of
  std::int64_t open_hits;      ///< of the high-risk screening: not decided on, or confirmed
  std::string order_number;
  std::int64_t term_years;
  bool sent_back; ///< the last that was decided about it is that the second specialist sent it back
};
BOOST_DESCRIBE_STRUCT(CaseSummaryRow, (),
                      (id, application_id, application_number, organization_name, product, names, status, assigned_to, assigned_name,
                       submitted_at, waiting_since, waited_seconds, open_steps, opened_at, unseen_answers, open_hits, order_number,
                       term_years, sent_back))

enum class Queue : std::uint8_t { mine, unassigned, open, review, done };
struct QueueQuery {
  Queue queue;
  UserId user; ///< whose, for `mine`
  std::string after = {};
  std::int64_t limit = 50;
};

core::Result<void> insert_case(Transaction& tx, const CaseRow& vetting_case, const std::vector<StepRow>& steps);
core::Result<CaseRow> load_case(Transaction& tx, const CaseId& id);
core::Result<std::optional<CaseRow>> find_case_of_application(Transaction& tx, const ApplicationId& application);
/// Writes every column but id, application, account and opened_at where the version is still the row's;
/// the stored version becomes one more. `version_stale` otherwise. Where the applicant is no longer awaited, the wait goes on record
/// (case_times.h).
core::Result<void> update_case(Transaction& tx, const CaseRow& vetting_case);
/// Oldest first; `done` newest first.
core::Result<Page<CaseSummaryRow>> list_cases(Transaction& tx, const QueueQuery& query);
/// Every case that is not decided, in no order.
core::Result<std::vector<CaseSummaryRow>> list_undecided_cases(Transaction& tx);
core::Result<CaseSummaryRow> load_case_summary(Transaction& tx, const CaseId& id);
core::Result<std::vector<StepRow>> list_steps(Transaction& tx, const CaseId& id);
/// The undecided cases of an account whose step is neither passed nor dispensed with, oldest first.
core::Result<std::vector<CaseRow>> list_cases_with_open_step(Transaction& tx, const AccountId& account, std::string_view step);
/// Sets a step's status and notes the change (case_times.h); `record_id` stays what it was where none is given.
core::Result<void> set_step(Transaction& tx, const StepRow& step);

struct NoteRow {
  NoteId id;
  CaseId case_id;
  std::string author;
  std::string text;
  bool visible_to_applicant;
  core::Instant at;
};
BOOST_DESCRIBE_STRUCT(NoteRow, (), (id, case_id, author, text, visible_to_applicant, at))
core::Result<void> insert_note(Transaction& tx, const NoteRow& note);
core::Result<std::vector<NoteRow>> list_notes(Transaction& tx, const CaseId& id);

} // namespace storage
