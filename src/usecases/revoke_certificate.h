#pragma once

#include "domain/revocation.h"
#include "storage/certificates.h"
#include "usecases/world.h"

namespace usecases {

struct RevokeRequest {
  storage::CertificateId certificate;
  domain::RevocationReason reason{};
  std::string comment;
  domain::RevokingParty party = domain::RevokingParty::staff;
};

/// Revokes (D08): visible in OCSP within a second and in the next CRL, which is asked for at once; key compromise blocks the key
/// for ever. The technical contact of its application is told by mail.
core::Result<storage::CertificateRow> revoke_certificate(World& world, const Actor& actor, const RevokeRequest& request);

} // namespace usecases
