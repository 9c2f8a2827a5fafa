#include "status/routes.h"

#include "core/crypto.h"
#include "core/embedded.h"
#include "core/i18n.h"
#include "pki/ocsp.h"
#include "pki/pkcs7.h"
#include "status/http_date.h"
#include "usecases/published_crl.h"

#include <charconv>

namespace status {
namespace {

using http::Method;
using http::PathParameters;
using http::Request;
using http::Response;
using http::Runs;

constexpr std::size_t ocsp_body_limit = pki::OcspRequest::max_size;

Response not_found() { return Response::text(404, "not found\n"); }

Response cached(std::string_view media_type, std::string bytes, std::string_view cache_control) {
  Response response(200);
  response.header("ETag", "\"" + core::sha256_hex(core::as_bytes(bytes)).substr(0, 40) + "\"");
  response.header("Cache-Control", cache_control);
  response.content(media_type, std::move(bytes));
  return response;
}

void add_ocsp(http::Router& router, OcspResponder& ocsp) {
  const auto respond = [&ocsp](const Request& request, const std::string& slug, std::string_view der) -> http::Answer {
    if (auto ready = ocsp.from_memory(slug, der)) return std::move(*ready);
    if (!request.may_block) return http::OnWorker{};
    return ocsp.answer(slug, der);
  };
  router.add(
      Method::post, "/ocsp/{issuer}", {Runs::inline_first, ocsp_body_limit},
      [respond](const Request& request, PathParameters&& parameters) { return respond(request, parameters[0].second, request.body); });
  router.add(Method::get, "/ocsp/{issuer}/{request*}", {Runs::inline_first, 0},
             [respond](const Request& request, PathParameters&& parameters) {
               const auto der = pki::OcspRequest::decode_get_path(parameters[1].second);
               return respond(request, parameters[0].second, der ? core::as_text(*der) : std::string_view()); // no bytes: malformed, too
             });
}

/// `0.crl` of an issuer; the name ends so that old clients know what it is.
Response serve_crl(usecases::World& world, const std::string& slug, std::string_view name) {
  std::int64_t shard = 0;
  const auto [end, failed] = std::from_chars(name.data(), name.data() + name.size(), shard);
  const auto* issuer = world.issuers.by_slug(slug);
  if (issuer == nullptr || failed != std::errc{} || std::string_view(end, name.data() + name.size()) != ".crl") return not_found();
  const auto crl = usecases::published_crl(world, *issuer, shard);
  if (!crl) return Response::text(503, "try again\n");
  if (!*crl) return not_found();
  auto response = cached("application/pkix-crl", std::string(core::as_text((*crl)->der)), "public, max-age=300, must-revalidate");
  response.header("Last-Modified", to_http_date((*crl)->this_update));
  return response;
}

Response serve_certificate(usecases::World& world, std::string_view name) {
  constexpr std::string_view for_a_day = "public, max-age=86400";
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos) return not_found();
  const auto* issuer = world.issuers.by_slug(name.substr(0, dot));
  if (issuer == nullptr) return not_found();
  const auto ending = name.substr(dot);
  if (ending == ".cer") return cached("application/pkix-cert", std::string(core::as_text(issuer->certificate.der())), for_a_day);
  if (ending == ".pem") return cached("application/x-pem-file", issuer->certificate.to_pem(), for_a_day);
  if (ending != ".p7c") return not_found();
  std::vector<core::ByteView> chain;
  for (const auto* link : world.issuers.chain_of(*issuer)) chain.push_back(link->certificate.der());
  return cached("application/pkcs7-mime", std::string(core::as_text(pki::build_certs_only(chain))), for_a_day);
}

Response serve_cps_style() {
  return cached("text/css; charset=utf-8", std::string(core::as_text(*core::embedded::file("policy/cps/style.css"))),
                "public, max-age=3600");
}

/// The certification practice statement in the reader's language; `?lang=` decides over Accept-Language.
Response serve_cps(const Request& request, const std::string& policy) {
  auto language = core::negotiate_language(request.header("accept-language").value_or(""), core::Language::ja);
  if (request.query == "lang=en") language = core::Language::en;
  if (request.query == "lang=ja") language = core::Language::ja;
  const auto text = core::embedded::file("policy/cps/" + policy + "." + std::string(core::to_string(language)) + ".html");
  if (!text) return not_found();
  auto response = cached("text/html; charset=utf-8", std::string(core::as_text(*text)), "public, max-age=3600");
  response.header("Content-Language", core::to_string(language));
  response.header("Vary", "Accept-Language");
  response.header("Content-Security-Policy", "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'");
  response.header("X-Content-Type-Options", "nosniff");
  return response;
}

} // namespace

void add_status_routes(http::Router& router, usecases::World& world, OcspResponder& ocsp) {
  add_ocsp(router, ocsp);
  router.add(Method::get, "/crl/{issuer}/{name}", {Runs::on_worker, 0}, [&world](const Request&, PathParameters&& parameters) {
    return serve_crl(world, parameters[0].second, parameters[1].second);
  });
  router.add(Method::get, "/pki/{name}", {Runs::inline_, 0},
             [&world](const Request&, PathParameters&& parameters) { return serve_certificate(world, parameters[0].second); });
  router.add(Method::get, "/cps/style.css", {Runs::inline_, 0}, [](const Request&, PathParameters&&) { return serve_cps_style(); });
  router.add(Method::get, "/cps/{policy}", {Runs::inline_, 0},
             [](const Request& request, PathParameters&& parameters) { return serve_cps(request, parameters[0].second); });
}

} // namespace status
