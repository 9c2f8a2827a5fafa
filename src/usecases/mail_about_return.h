#pragma once

#include "storage/cases.h"
#include "usecases/world.h"

#include <string>

namespace usecases {

/// A case that the second specialist sent back.
struct ReturnedCase {
  const storage::CaseRow& row;
  storage::UserId recommended_by;
  std::string returned_by; ///< a user's id
  const std::string& reason;
};
/// Tells the one who recommended it, unless he has left.
core::Result<void> mail_case_returned(storage::Transaction& tx, const World& world, const ReturnedCase& returned, core::Instant now);

} // namespace usecases
