#pragma once

#include "storage/applications.h"
#include "usecases/world.h"

namespace usecases {

/// C03, C04: somebody who gets an application's mails (applicants.h), on a device without a session, has a code mailed that leads to it.
/// Nothing is sent to another address, nor twice within five minutes, and the answer is the same for every address: it does not
/// tell who they are. One address may be named ten times a day (`access_codes_spent`).
core::Result<void> mail_entry_code(World& world, const Actor& actor, const storage::ApplicationId& id, const std::string& email);

} // namespace usecases
