#pragma once

#include "storage/cases.h"
#include "usecases/world.h"

namespace usecases {

/// Lets an open case and its application wait for the applicant while a question is open or a person has declined and nobody took the
/// place, and go on when neither holds (C05, C10: the clock stands meanwhile). The applicant is told where the due date
/// moved by it. A case under review or decided stays as it is. Changes `row`; the caller saves it.
core::Result<void> settle_waiting(storage::Transaction& tx, const World& world, storage::CaseRow& row);

} // namespace usecases
