#pragma once

#include "storage/certificates.h"
#include "usecases/world.h"

namespace usecases {

/// Tells those who care for the application that the certificate is ready, with its download page (C11).
core::Result<void> mail_certificate_issued(storage::Transaction& tx, const World& world, const storage::CertificateRow& certificate);
/// Tells the technical contact of a revocation; a certificate that no application led to has none to tell.
core::Result<void> mail_certificate_revoked(storage::Transaction& tx, const World& world, const storage::CertificateRow& certificate);

} // namespace usecases
