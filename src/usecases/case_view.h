#pragma once

#include "domain/due_date.h"
#include "storage/accounts.h"
#include "storage/applications.h"
#include "storage/cases.h"
#include "storage/evidence.h"
#include "usecases/world.h"

#include <map>
#include <string>
#include <vector>

namespace usecases {

/// A line of the desk's queue with its clock (C10).
struct CaseLine {
  storage::CaseSummaryRow row;
  std::optional<domain::DueDates> due;
  bool overdue = false;
};

/// Everything a specialist sees of a case (C05).
struct CaseView {
  CaseLine line;
  storage::CaseRow row;
  storage::ApplicationRow application;
  storage::OrganizationRow organization;
  std::vector<storage::ContactRow> contacts;
  std::vector<storage::StepRow> steps;
  std::vector<storage::RecordRow> records;
  std::vector<storage::CallRow> calls;
  std::vector<storage::NoteRow> notes;
  std::map<std::string, std::string> people; ///< names of the users that occur, by id
};

core::Result<storage::Page<CaseLine>> list_cases(World& world, const storage::QueueQuery& query);
core::Result<CaseView> view_case(World& world, const storage::CaseId& id);
/// The same within a transaction.
core::Result<CaseView> load_case_view(const World& world, storage::Transaction& tx, const storage::CaseId& id);

} // namespace usecases
