#pragma once

#include "domain/consent.h"
#include "storage/accounts.h"
#include "storage/applications.h"
#include "storage/calls.h"
#include "storage/case_file.h"
#include "storage/cases.h"
#include "storage/evidence.h"
#include "usecases/case_clock.h"
#include "usecases/four_eyes.h"
#include "usecases/world.h"

#include <map>
#include <string>
#include <vector>

namespace usecases {

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
  std::vector<domain::ConsentFact> consents;
  std::vector<storage::QuestionRow> questions;
  std::vector<storage::EvidenceFileRow> files;
  std::vector<storage::CaseDecisionRow> decisions;
  domain::FourEyes four_eyes;
  core::Result<void> evidence;                ///< why an open case may not be recommended yet
  std::optional<core::Error> register_change; ///< of an undecided or approved case, since its organization was vetted (D07)
  std::map<std::string, std::string> people;  ///< names of the users that occur, by id
};

core::Result<CaseView> view_case(World& world, const storage::CaseId& id);
/// The same within a transaction.
core::Result<CaseView> load_case_view(const World& world, storage::Transaction& tx, const storage::CaseId& id);

} // namespace usecases
