#pragma once

#include "storage/certificates.h"
#include "usecases/world.h"

#include <optional>
#include <string>

namespace usecases {

struct CertificateList {
  storage::Page<storage::CertificateSummaryRow> page;
  std::int64_t total = 0; ///< exact up to 10,000; 10,001 means more
};
/// The actor's certificates; staff see everybody's.
core::Result<CertificateList> list_certificates(World& world, storage::CertificateQuery query);

struct CertificateView {
  storage::CertificateRow row;
  const Issuer* issuer = nullptr;
  std::string subject; ///< RFC 4514
};
core::Result<CertificateView> view_certificate(World& world, const Actor& actor, const storage::CertificateId& id);

/// Whose certificates the actor may see.
storage::Tenant tenant_of(const Actor& actor);

} // namespace usecases
