#include "http/dto.h"
#include "portal/actor.h"
#include "portal/certificate_dtos.h"
#include "portal/resources.h"
#include "usecases/open_download.h"
#include "usecases/view_certificates.h"

namespace portal {
namespace {

using http::Call;
using http::File;
using http::Reply;
using usecases::World;

struct DownloadableFormat {
  std::string format;
  std::string file_name;
  std::string content_type;
};
BOOST_DESCRIBE_STRUCT(DownloadableFormat, (), (format, file_name, content_type))
struct DownloadPage {
  CertificateSummary certificate;
  std::vector<DownloadableFormat> formats;
  core::Instant expires_at{};
};
BOOST_DESCRIBE_STRUCT(DownloadPage, (), (certificate, formats, expires_at))

core::Result<Reply<DownloadPage>> get_download_page(World& world, const Call<>& call) {
  const auto download = TRY(usecases::open_download(world, call.parameter("token")));
  DownloadPage page{to_summary(world, download.certificate, call.language), {}, download.expires_at};
  for (const auto& format : usecases::download_formats)
    page.formats.push_back({std::string(format.name), usecases::download_file_name(download.certificate.common_name, format),
                            std::string(format.content_type)});
  return page;
}

File to_file(usecases::CertificateFile&& file) {
  return {std::move(file.content_type), std::move(file.content), std::move(file.file_name)};
}

core::Result<Reply<File>> get_download(World& world, const Call<>& call) {
  const auto download = TRY(usecases::open_download(world, call.parameter("token")));
  return to_file(TRY(usecases::make_certificate_file(world, download.certificate, call.parameter("format"))));
}

core::Result<Reply<File>> download_certificate(World& world, const Call<>& call) {
  const auto view = TRY(usecases::view_certificate(world, actor_of(call), TRY(call.id<storage::CertificateId>())));
  return to_file(TRY(usecases::make_certificate_file(world, view.row, call.parameter("format"))));
}

} // namespace

std::vector<http::Endpoint> download_endpoints(World& world) {
  using enum http::Method;
  constexpr http::RateLimit guesses{.burst = 120, .per_minute = 60};
  constexpr auto readers = http::allow::any_customer | http::allow::api_key("certificates:read") | http::allow::any_staff;
  return {
      http::endpoint({.id = "getDownloadPage",
                      .method = get,
                      .path = "/downloads/{token}",
                      .summary = "Show what a mailed address leads to",
                      .permission = http::allow::anyone,
                      .listeners = http::on::public_site,
                      .tag = "certificates",
                      .rate = guesses},
                     world, &get_download_page),
      http::endpoint({.id = "getDownload",
                      .method = get,
                      .path = "/downloads/{token}/{format}",
                      .summary = "Download the certificate in a format",
                      .permission = http::allow::anyone,
                      .listeners = http::on::public_site,
                      .tag = "certificates",
                      .rate = guesses},
                     world, &get_download),
      http::endpoint({.id = "downloadCertificate",
                      .method = get,
                      .path = "/certificates/{id}/downloads/{format}",
                      .summary = "Download a certificate in a format",
                      .permission = readers,
                      .listeners = http::on::both,
                      .tag = "certificates"},
                     world, &download_certificate),
  };
}

} // namespace portal
