#pragma once

#include "storage/certificates.h"
#include "usecases/world.h"

#include <array>
#include <string>
#include <string_view>

namespace usecases {

/// One way to take a certificate away (D01).
struct DownloadFormat {
  std::string_view name;      ///< pem | chain | fullchain | der | p7b | acm
  std::string_view extension; ///< `.pem`
  std::string_view content_type;
};
inline constexpr std::array<DownloadFormat, 6> download_formats{{{"pem", ".pem", "application/x-pem-file"},
                                                                 {"chain", "-chain.pem", "application/x-pem-file"},
                                                                 {"fullchain", "-fullchain.pem", "application/x-pem-file"},
                                                                 {"der", ".cer", "application/pkix-cert"},
                                                                 {"p7b", ".p7b", "application/x-pkcs7-certificates"},
                                                                 {"acm", "-acm.zip", "application/zip"}}};
/// `www.example.jp-fullchain.pem`; a wildcard's star becomes `_`.
std::string download_file_name(const std::string& common_name, const DownloadFormat& format);

struct CertificateFile {
  std::string file_name;
  std::string content_type;
  std::string content;
};
/// A certificate in a format; chains leave the root out, which every client has (D01: ACM takes body and chain without root).
/// `not_found` for a format that does not exist.
core::Result<CertificateFile> make_certificate_file(const World& world, const storage::CertificateRow& certificate,
                                                    std::string_view format);

struct Download {
  storage::CertificateRow certificate;
  core::Instant expires_at;
};
/// C11: what a mailed download address leads to; `not_found` when unknown or expired.
core::Result<Download> open_download(World& world, std::string_view token);

} // namespace usecases
