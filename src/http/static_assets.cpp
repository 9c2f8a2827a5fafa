#include "http/static_assets.h"

#include "core/crypto.h"
#include "core/log.h"
#include "http/url.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace http {
namespace {

constexpr std::string_view nonce_mark = "__CSP_NONCE__";
constexpr std::string_view page_headers = "Cross-Origin-Opener-Policy: same-origin\r\n"
                                          "Cross-Origin-Resource-Policy: same-origin\r\n"
                                          "X-Content-Type-Options: nosniff\r\n"
                                          "Permissions-Policy: camera=(), microphone=(), geolocation=()\r\n";

std::string_view as_view(std::span<const std::uint8_t> bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

std::string mime_of(std::string_view path) {
  static const std::map<std::string_view, std::string> types{{".js", "text/javascript; charset=utf-8"},
                                                             {".css", "text/css; charset=utf-8"},
                                                             {".html", "text/html; charset=utf-8"},
                                                             {".svg", "image/svg+xml"},
                                                             {".json", "application/json"},
                                                             {".woff2", "font/woff2"},
                                                             {".png", "image/png"},
                                                             {".ico", "image/x-icon"},
                                                             {".txt", "text/plain; charset=utf-8"}};
  const auto dot = path.rfind('.');
  const auto found = types.find(dot == std::string_view::npos ? std::string_view() : path.substr(dot));
  return found == types.end() ? "application/octet-stream" : found->second;
}

/// Whether Accept-Encoding names a coding with a weight over 0 (RFC 9110 12.5.3).
bool accepts(const Request& request, std::string_view coding) {
  for (auto rest = request.header("Accept-Encoding").value_or(""); !rest.empty();) {
    auto item = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(item.size() + 1, rest.size()));
    while (item.starts_with(' ')) item.remove_prefix(1);
    const auto name = item.substr(0, item.find_first_of("; "));
    const auto weight = item.find("q=");
    const bool refused = weight != std::string_view::npos && item.substr(weight + 2).find_first_not_of("0.") == std::string_view::npos;
    if (name == coding) return !refused;
  }
  return false;
}

bool lists_etag(std::string_view header, std::string_view etag) { return header == "*" || header.contains(etag); }

void replace_all(std::string& text, std::string_view mark, std::string_view by) {
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + by.size())) text.replace(at, mark.size(), by);
}

std::optional<std::string> read_file(const std::string& root, std::string_view path) {
  const auto decoded = percent_decode(path);
  if (!decoded || decoded->contains("..") || decoded->starts_with("//")) return std::nullopt;
  const auto full = std::filesystem::path(root) / decoded->substr(1);
  if (!std::filesystem::is_regular_file(full)) return std::nullopt;
  std::ifstream in(full, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

Response missing() {
  auto response = Response::text(404, "not found\n");
  response.append_head(page_headers);
  return response.header("Cache-Control", "no-store"), response;
}

bool names_a_file(std::string_view path) {
  return path.starts_with("/assets/") || path == "/assets" || path.substr(path.rfind('/')).contains('.');
}

} // namespace

std::string content_security_policy(std::string_view nonce) {
  return "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-" + std::string(nonce) +
         "'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
         "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default; "
         "report-uri /api/csp";
}

StaticSite::StaticSite(std::span<const Asset> assets, StaticSiteOptions options) : assets_(assets), options_(std::move(options)) {
  std::ranges::sort(options_.entries, std::greater{}, [](const PageEntry& entry) { return entry.prefix.size(); });
}

const Asset* StaticSite::find(std::string_view path) const {
  const auto found = std::ranges::lower_bound(assets_, path, {}, &Asset::path);
  return found != assets_.end() && found->path == path ? &*found : nullptr;
}

Response StaticSite::serve(const Request& request) const {
  const auto path = request.path;
  if (!names_a_file(path)) return page(path);
  if (path.ends_with(".html")) return missing(); // pages have addresses of their own, and need their nonce
  if (!options_.web_root.empty()) {
    auto bytes = read_file(options_.web_root, path);
    if (!bytes) return missing();
    Response response;
    response.content(mime_of(path), std::move(*bytes)).header("Cache-Control", "no-cache");
    response.append_head(page_headers);
    return response;
  }
  const auto* asset = find(path);
  return asset != nullptr ? file(*asset, request) : missing();
}

Response StaticSite::file(const Asset& asset, const Request& request) const {
  Response response;
  const bool unchanged = lists_etag(request.header("If-None-Match").value_or(""), asset.etag);
  if (unchanged) {
    response.status = 304;
  } else if (!asset.br.empty() && accepts(request, "br")) {
    response.content_view(asset.mime, as_view(asset.br)).header("Content-Encoding", "br");
  } else if (!asset.gz.empty() && accepts(request, "gzip")) {
    response.content_view(asset.mime, as_view(asset.gz)).header("Content-Encoding", "gzip");
  } else {
    response.content_view(asset.mime, as_view(asset.raw));
  }
  response.header("ETag", asset.etag).header("Vary", "Accept-Encoding");
  response.header("Cache-Control", asset.immutable ? "public, max-age=31536000, immutable" : "no-cache");
  response.append_head(page_headers);
  if (options_.https_only) response.header("Strict-Transport-Security", "max-age=63072000");
  return response;
}

std::string StaticSite::html_of(std::string_view path) const {
  for (const auto& entry : options_.entries) {
    const bool below = path.starts_with(entry.prefix) &&
                       (entry.prefix.ends_with('/') || path.size() == entry.prefix.size() || path[entry.prefix.size()] == '/');
    if (!below) continue;
    if (!options_.web_root.empty()) return read_file(options_.web_root, entry.html).value_or("");
    const auto* asset = find(entry.html);
    return asset != nullptr ? std::string(as_view(asset->raw)) : std::string();
  }
  return {};
}

Response StaticSite::page(std::string_view path) const {
  auto html = html_of(path);
  if (html.empty()) return missing();
  const auto nonce = core::random_token(128);
  replace_all(html, nonce_mark, nonce);
  Response response;
  response.content("text/html; charset=utf-8", std::move(html)).header("Cache-Control", "no-store");
  response.header("Content-Security-Policy", content_security_policy(nonce));
  // Pages behind a link with a token must not pass it on.
  const bool token_link = path.starts_with("/a/") || path.starts_with("/d/");
  response.header("Referrer-Policy", token_link ? "no-referrer" : "same-origin");
  response.append_head(page_headers);
  if (options_.https_only) response.header("Strict-Transport-Security", "max-age=63072000");
  return response;
}

void add_csp_reports(Router& router, std::function<void(std::string_view report)> received) {
  router.add(Method::post, "/api/csp", {Runs::on_worker, std::size_t{16} << 10U},
             [received = std::move(received)](const Request& request, PathParameters&&) {
               received(request.body);
               return Response(204);
             });
}

} // namespace http
