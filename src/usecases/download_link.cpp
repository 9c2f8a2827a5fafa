#include "usecases/download_link.h"

#include "core/crypto.h"
#include "usecases/links.h"

namespace usecases {

std::string download_token(const World& world, const storage::CertificateId& certificate) {
  return world.secrets.token("download " + certificate.str());
}

core::Result<DownloadLink> create_download_link(storage::Transaction& tx, const World& world, const storage::CertificateId& certificate,
                                                core::Instant now) {
  const auto token = download_token(world, certificate);
  const auto expires = now + std::chrono::days{world.config.limits.download_link_days};
  TRY(storage::insert_download_link(tx, {core::sha256_hex(core::as_bytes(token)), certificate, expires, now}));
  return DownloadLink{links::download_page(world.config, token), expires};
}

} // namespace usecases
