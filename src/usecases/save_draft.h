#pragma once

#include "usecases/application.h"

namespace usecases {

/// C04: keeps what the applicant entered so far, whole or not. `seen` is the version it was based on (If-Match); another one
/// is `version_stale`, and its fields name what differs from the draft that was saved since.
core::Result<Application> save_draft(World& world, const Actor& actor, const storage::ApplicationId& id, const Draft& draft,
                                     std::optional<std::int64_t> seen);

} // namespace usecases
