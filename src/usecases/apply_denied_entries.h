#pragma once

#include "storage/database.h"
#include "usecases/actor.h"

namespace usecases {

/// Holds each case that goes on, and the newest approved one of each organization, against the entries in force that none was held
/// against yet (C09): what is new, what has changed, and what begins today. Returns the number of cases that they meet.
core::Result<std::size_t> apply_denied_entries(storage::Database& database, const Actor& actor, core::Instant now);

} // namespace usecases
