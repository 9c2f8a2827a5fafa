#pragma once

#include "domain/states.h"
#include "storage/certificates.h"
#include "usecases/world.h"

namespace usecases {

/// Moves an application by its state table, in the caller's transaction.
core::Result<void> move_application(storage::Transaction& tx, const storage::ApplicationId& id, domain::ApplicationStatus to);

/// What issuing means for the application (C11): issued, with its certificate, a download link and the mail to the technical
/// contact; in the transaction that stores the certificate.
core::Result<void> complete_application(storage::Transaction& tx, World& world, const storage::CertificateRow& certificate);

} // namespace usecases
