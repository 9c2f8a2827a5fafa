#pragma once

#include "usecases/application.h"

namespace usecases {

/// The desk's questions with what was answered; withdrawn ones are left out.
core::Result<std::vector<ApplicantQuestion>> questions_for_applicant(storage::Transaction& tx, const storage::CaseId& id);

/// What has happened so far, made of what the applicant sees anyway: no names of staff, no evidence.
std::vector<ApplicantEvent> applicant_history(const storage::ApplicationRow& row, const Application& shown);

} // namespace usecases
