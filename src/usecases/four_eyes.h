#pragma once

#include "storage/cases.h"
#include "usecases/world.h"

#include <string>
#include <vector>

/// C09: the final decision is taken by somebody none of whose own work is in the case.
namespace usecases {

/// Who has worked on a case, and who could decide on it.
struct FourEyes {
  struct Colleague {
    std::string id;
    std::string name;
    bool may_approve = false; ///< by role, and not disabled
  };
  std::vector<std::string> workers; ///< of records, calls, questions, documents, decisions on differences
  std::string recommended_by;
  std::vector<Colleague> staff;
};
core::Result<FourEyes> load_four_eyes(storage::Transaction& tx, const storage::CaseRow& row);
/// `four_eyes` names the one who may not, who recommended, and who could.
core::Result<void> check_four_eyes(const FourEyes& facts, const std::string& approver);

/// Everybody whose own work is in the case.
core::Result<std::vector<std::string>> load_case_workers(storage::Transaction& tx, const storage::CaseId& id);

/// `own_application` where the user has the mail address of a person of the application or of its order.
core::Result<void> check_not_own_application(storage::Transaction& tx, const storage::CaseRow& row, const std::string& user_id);

} // namespace usecases
