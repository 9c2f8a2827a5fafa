#pragma once

#include "domain/due_date.h"
#include "storage/cases.h"
#include "usecases/world.h"

namespace usecases {

/// When a case is due: business days from its submission, without those on which a question to the applicant was open (C10).
core::Result<domain::DueDates> due_dates_of(storage::Transaction& tx, const World& world, const storage::CaseId& id,
                                            core::Instant submitted);

} // namespace usecases
