#pragma once

#include "storage/issuance.h"
#include "usecases/world.h"

#include <string>

namespace usecases {

/// The secret of a certificate's download page. It is derived, so that the application's page can show the address again
/// while only its hash is stored.
std::string download_token(const World& world, const storage::CertificateId& certificate);

/// Opens the certificate's download page for the configured days (C11), in the transaction that stores the certificate.
struct DownloadLink {
  std::string url;
  core::Instant expires_at;
};
core::Result<DownloadLink> create_download_link(storage::Transaction& tx, const World& world, const storage::CertificateId& certificate,
                                                core::Instant now);

} // namespace usecases
