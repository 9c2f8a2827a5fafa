#pragma once

#include "core/bytes.h"
#include "storage/holidays.h"
#include "usecases/actor.h"

#include <string>

namespace usecases {

/// Takes the Cabinet Office's list of holidays (CP932 or UTF-8) into the database, for all nodes; from then on the years that it has
/// are taken from it alone. `holiday_file_invalid` names the line.
core::Result<storage::HolidayListRow> import_holidays(storage::Database& database, const Actor& actor, std::string file_name,
                                                      core::Bytes content, core::Instant now);

} // namespace usecases
