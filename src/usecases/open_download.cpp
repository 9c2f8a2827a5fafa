#include "usecases/open_download.h"

#include "core/crypto.h"
#include "core/errors.h"
#include "outbound/zip.h"
#include "pki/pem.h"
#include "pki/pkcs7.h"
#include "storage/issuance.h"

#include <algorithm>

namespace usecases {
namespace {

std::string chain_pem(const World& world, const storage::CertificateRow& certificate) {
  const auto* issuer = world.issuers.by_id(certificate.issuer_id.str());
  return issuer == nullptr ? std::string() : world.issuers.chain_pem(*issuer);
}

std::string leaf_pem(const storage::CertificateRow& certificate) { return pki::encode_pem("CERTIFICATE", certificate.der); }

std::string pkcs7(const World& world, const storage::CertificateRow& certificate) {
  std::vector<core::ByteView> all{certificate.der};
  if (const auto* issuer = world.issuers.by_id(certificate.issuer_id.str()))
    for (const auto* link : world.issuers.intermediates_of(*issuer)) all.push_back(link->certificate.der());
  return pki::encode_pem("PKCS7", pki::build_certs_only(all));
}

core::Result<std::string> acm_zip(const World& world, const storage::CertificateRow& certificate) {
  const std::array<outbound::ZipEntry, 2> entries{{{"certificate.pem", core::to_bytes(leaf_pem(certificate))},
                                                   {"certificate_chain.pem", core::to_bytes(chain_pem(world, certificate))}}};
  return std::string(core::as_text(TRY(outbound::write_zip(entries, certificate.issued_at))));
}

core::Result<std::string> content_of(const World& world, const storage::CertificateRow& certificate, std::string_view format) {
  if (format == "pem") return leaf_pem(certificate);
  if (format == "chain") return chain_pem(world, certificate);
  if (format == "fullchain") return leaf_pem(certificate) + chain_pem(world, certificate);
  if (format == "der") return std::string(core::as_text(certificate.der));
  if (format == "p7b") return pkcs7(world, certificate);
  return acm_zip(world, certificate);
}

} // namespace

std::string download_file_name(const std::string& common_name, const DownloadFormat& format) {
  auto name = common_name;
  std::ranges::replace(name, '*', '_');
  return name + std::string(format.extension);
}

core::Result<CertificateFile> make_certificate_file(const World& world, const storage::CertificateRow& certificate,
                                                    std::string_view format) {
  const auto* found = std::ranges::find(download_formats, format, &DownloadFormat::name);
  if (found == download_formats.end()) return core::fail(core::errors::not_found);
  return CertificateFile{download_file_name(certificate.common_name, *found), std::string(found->content_type),
                         TRY(content_of(world, certificate, format))};
}

core::Result<Download> open_download(World& world, std::string_view token) {
  const auto hash = core::sha256_hex(core::as_bytes(token));
  return world.database.read([&](storage::Transaction& tx) -> core::Result<Download> {
    const auto link = TRY(core::require(TRY(storage::find_download_link(tx, hash, world.clock.now())), core::errors::not_found));
    return Download{TRY(storage::load_certificate(tx, link.certificate_id, storage::Tenant::any())), link.expires_at};
  });
}

} // namespace usecases
