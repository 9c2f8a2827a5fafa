#pragma once

#include "domain/four_eyes.h"
#include "storage/cases.h"
#include "usecases/world.h"

#include <string>

/// C09: the final decision is taken by somebody none of whose own work is in the case.
namespace usecases {

/// Workers are who collected its records and those of earlier cases on which its steps rest, who found the numbers that were dialled,
/// called, asked, attached or judged documents, and decided on differences.
core::Result<domain::FourEyes> load_four_eyes(storage::Transaction& tx, const storage::CaseRow& row);

/// `own_application` where the user has the mail address of a person of the application or of its order.
core::Result<void> check_not_own_application(storage::Transaction& tx, const storage::CaseRow& row, const std::string& user_id);

} // namespace usecases
