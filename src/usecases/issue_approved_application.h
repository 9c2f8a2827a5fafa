#pragma once

#include "storage/certificates.h"
#include "usecases/world.h"

namespace usecases {

/// Issues what a second specialist approved (C11): re-checks every requirement at this instant, then issues, and mails the
/// technical contact a download page. Safe to call again: an application already issued returns its certificate.
core::Result<storage::CertificateRow> issue_approved_application(World& world, const Actor& actor, const storage::ApplicationId& id);

} // namespace usecases
