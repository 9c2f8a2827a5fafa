#include "status/ocsp_responder.h"

#include "core/crypto.h"
#include "core/log.h"
#include "status/errors.h"
#include "status/http_date.h"

#include <fmt/format.h>

namespace status {
namespace {

constexpr std::size_t capacity = 2'000'000;
constexpr auto follow_interval = std::chrono::milliseconds{200};
/// How long a cache between us and the client may keep an answer: short beside its life, so that a revocation spreads.
constexpr int cache_seconds = 3600;

http::Response ocsp_response(std::string der) {
  http::Response response(200);
  response.content("application/ocsp-response", std::move(der));
  return response;
}

http::Response error_response(pki::OcspResponseStatus status) {
  auto response = ocsp_response(std::string(core::as_text(pki::ocsp_error_response(status))));
  response.header("Cache-Control", "no-store");
  return response;
}

std::string head_of(core::Instant this_update, core::Instant next_update, std::string_view der) {
  return fmt::format(
      "Cache-Control: max-age={}, public, no-transform, must-revalidate\r\nLast-Modified: {}\r\nExpires: {}\r\nETag: \"{}\"\r\n",
      cache_seconds, to_http_date(this_update), to_http_date(next_update), core::sha256_hex(core::as_bytes(der)).substr(0, 40));
}

/// What a request is told that cannot be answered as it is.
pki::OcspResponseStatus refusal(const core::Error& error) {
  return error.code.kind == core::ErrorKind::not_found ? pki::OcspResponseStatus::unauthorized : pki::OcspResponseStatus::malformed_request;
}

/// What is said when the answer could not be made, which is no fault of the request; of unknown certificates nothing is said
/// (RFC 5019 2.2.3).
pki::OcspResponseStatus failure(const core::Error& error) {
  switch (error.code.kind) {
  case core::ErrorKind::not_found:
    return pki::OcspResponseStatus::unauthorized;
  case core::ErrorKind::unavailable:
  case core::ErrorKind::too_many:
    return pki::OcspResponseStatus::try_later;
  default:
    return pki::OcspResponseStatus::internal_error;
  }
}

std::vector<pki::OcspIssuer> ocsp_issuers(const usecases::IssuerDirectory& directory) {
  std::vector<pki::OcspIssuer> issuers;
  for (const auto& issuer : directory.all()) issuers.push_back(pki::OcspIssuer::of(issuer.certificate).value());
  return issuers;
}

} // namespace

OcspResponder::OcspResponder(usecases::World& world) : world_(world), issuers_(ocsp_issuers(world.issuers)), cache_(capacity) {
  newest_change_ = usecases::newest_status_change(world.database).value_or(0);
  follower_ = std::thread([this] {
    while (!stopping_) {
      std::this_thread::sleep_for(follow_interval);
      const auto followed = follow();
      if (!followed) core::log::error("status_not_followed", followed.error());
    }
  });
}

OcspResponder::~OcspResponder() {
  stopping_ = true;
  follower_.join();
}

core::Result<void> OcspResponder::follow() {
  const auto changes = TRY(usecases::list_revocations_since(world_.database, newest_change_));
  if (changes.newest == newest_change_) return {};
  if (!changes.serials.empty()) cache_.forget(changes.serials, static_cast<std::uint32_t>(issuers_.size()));
  newest_change_ = changes.newest;
  return {};
}

core::Result<OcspResponder::Question> OcspResponder::read(std::string_view slug, std::string_view request_der) const {
  auto request = TRY(pki::OcspRequest::parse(core::as_bytes(request_der)));
  // RFC 5019 2.1.1: one certificate a request.
  if (request.ids.size() != 1) return core::fail(errors::ocsp_many_certificates);
  const auto& all = world_.issuers.all();
  for (std::uint32_t i = 0; i < all.size(); ++i)
    if (all[i].slug == slug && issuers_[i].names(request.ids[0])) return Question{i, std::move(request.ids[0]), std::move(request.nonce)};
  return core::fail(errors::ocsp_issuer_unknown);
}

std::optional<http::Response> OcspResponder::from_memory(std::string_view slug, std::string_view request_der) const {
  const auto question = read(slug, request_der);
  if (!question) return error_response(refusal(question.error()));
  if (!question->nonce.empty()) return std::nullopt;
  auto answer = cache_.find(question->key(), world_.clock.now());
  if (!answer) return std::nullopt;
  auto response = ocsp_response(std::move(answer->der));
  response.append_head(answer->head);
  return response;
}

core::Result<OcspAnswer> OcspResponder::sign(const Question& question) {
  const auto epoch = cache_.epoch();
  const auto& issuer = world_.issuers.all()[question.issuer];
  const auto now = world_.clock.now();
  auto status = TRY(usecases::certificate_status(world_.database, issuer.id, question.id.serial));
  status.this_update = now;
  status.next_update = now + world_.rules.ocsp_interval(now) - std::chrono::seconds{1};
  auto reply = TRY(world_.signer.sign_ocsp({issuer.slug, question.id.hash, {status}, question.nonce, now}));
  if (reply.responses.size() != 1) return core::fail(core::errors::internal_error, {}, "sign_ocsp returned no response");
  OcspAnswer answer{std::string(core::as_text(reply.responses[0])), {}, now + (status.next_update - now) / 2};
  answer.head = head_of(status.this_update, status.next_update, answer.der);
  if (question.nonce.empty()) cache_.put(question.key(), answer, epoch);
  return answer;
}

http::Response OcspResponder::answer(std::string_view slug, std::string_view request_der) {
  const auto question = read(slug, request_der);
  if (!question) return error_response(refusal(question.error()));
  const auto answer = sign(*question);
  if (!answer) {
    if (answer.error().code.kind != core::ErrorKind::not_found) core::log::error("ocsp_not_answered", answer.error());
    return error_response(failure(answer.error()));
  }
  auto response = ocsp_response(answer->der);
  if (question->nonce.empty())
    response.append_head(answer->head);
  else
    response.header("Cache-Control", "no-store");
  return response;
}

} // namespace status
