#pragma once

#include "storage/applications.h"
#include "storage/cases.h"
#include "usecases/world.h"

#include <string>

namespace usecases {

/// What is asked of the customer after the submission, as a mail lists it: the domains to prove, who was mailed a link, who is called.
core::Result<std::string> next_steps_text(storage::Transaction& tx, const World& world, const storage::ApplicationRow& application,
                                          const storage::CaseId& vetting_case);

} // namespace usecases
