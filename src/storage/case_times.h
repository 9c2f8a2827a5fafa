#pragma once

#include "storage/cases.h"

#include <vector>

/// When what happened in a case: the clock of the desk and its statistics are told from these (C10).
namespace storage {

/// A time in which the applicant was awaited, and is no more.
struct WaitRow {
  CaseId case_id;
  core::Instant began_at;
  core::Instant ended_at;
};
BOOST_DESCRIBE_STRUCT(WaitRow, (), (case_id, began_at, ended_at))
core::Result<std::vector<WaitRow>> list_waits(Transaction& tx, const CaseId& id);
/// Of all cases that are not decided, by case.
core::Result<std::vector<WaitRow>> list_undecided_waits(Transaction& tx);
/// Of the cases that list_cases_between tells of.
core::Result<std::vector<WaitRow>> list_waits_between(Transaction& tx, core::Instant from, core::Instant until);
/// The wait of the stored row (of this version) ends after so much more waiting than it has on record; nothing where none runs.
core::Result<void> note_wait_end(Transaction& tx, const CaseId& id, std::int64_t version, std::int64_t waited_seconds);

struct StepChangeRow {
  CaseId case_id;
  std::string step;
  std::string status;
  core::Instant at;
};
BOOST_DESCRIBE_STRUCT(StepChangeRow, (), (case_id, step, status, at))
core::Result<void> note_step_change(Transaction& tx, const StepRow& step);
/// Of the cases that were opened or decided in the time, oldest first.
core::Result<std::vector<StepChangeRow>> list_step_changes_between(Transaction& tx, core::Instant from, core::Instant until);

/// A case as a report needs it.
struct ReportCaseRow {
  CaseId id;
  std::string number;
  std::string product;
  std::string status;
  std::optional<UserId> recommended_by;
  std::optional<UserId> approved_by;
  std::optional<std::string> ended_by;
  core::Instant opened_at;
  std::optional<core::Instant> decided_at;
  bool asked; ///< a message was written to the applicant
};
BOOST_DESCRIBE_STRUCT(ReportCaseRow, (), (id, number, product, status, recommended_by, approved_by, ended_by, opened_at, decided_at, asked))
/// Cases that were opened or decided in the time, by opening.
core::Result<std::vector<ReportCaseRow>> list_cases_between(Transaction& tx, core::Instant from, core::Instant until);

/// False where the object was already reminded of this before: of two at once one writes.
core::Result<bool> note_reminder(Transaction& tx, std::string_view object, std::string_view kind, core::Instant about, core::Instant now);

} // namespace storage
