#include "ca/errors.h"
#include "ca/worker.h"
#include "core/crypto.h"
#include "core/fault.h"
#include "lint/lint.h"

#include <array>

/// Signing of revocation status: CRLs by the CA's key, OCSP responses by the delegated responder's.
namespace ca {
namespace {

using namespace pki::signer;

constexpr auto ca_crl_life = std::chrono::days(365); // BR 4.9.7: twelve months

core::Result<void> refuse_findings(const lint::Findings& findings) {
  if (findings.empty()) return {};
  return core::fail(errors::lint_failed, {{"findings", lint::describe(findings)}});
}

std::array<std::uint8_t, 8> octets_of(std::uint64_t number) {
  std::array<std::uint8_t, 8> out{};
  for (std::size_t i = 0; i < 8; ++i) out[i] = static_cast<std::uint8_t>(number >> (56 - 8 * i));
  return out;
}

core::Result<void> check_shard(const Authority& authority, const SignCrl& request) {
  if (!request.shard_url || request.shard_url->starts_with(authority.crl_url_prefix())) return {};
  return core::fail(errors::profile_refused, {{"field", "shard_url"}, {"reason", *request.shard_url}});
}

} // namespace

core::Result<SignCrlReply> Worker::sign_crl(const SignCrl& request) {
  const auto* authority = TRY(signer_.authority(request.issuer));
  TRY(check_shard(*authority, request));
  const auto now = signer_.now();
  const auto& identity = authority->identity();
  const auto tbs =
      pki::build_tbs_crl(identity, {request.number, request.this_update, request.next_update, request.entries, request.shard_url});
  lint::CrlContext context;
  context.signing_time = now;
  context.lists_cas = authority->is_root();
  context.max_next_update = authority->is_root() ? std::chrono::seconds(ca_crl_life) : signer_.hierarchy()->rules().crl_next_update(now);
  context.signature_algorithm = identity.signature_algorithm;
  context.issuer_subject_der = identity.subject_der;
  context.issuer_key_identifier = identity.key_identifier;
  if (request.shard_url) context.shard_url = *request.shard_url;
  TRY(refuse_findings(lint::check_crl(tbs, context)));

  const auto number = octets_of(request.number);
  const auto digest = core::sha256(tbs);
  TRY(signer_.record().reserve_crl({RecordFrame::Kind::crl, now, authority->slug(), number, request.shard_url.value_or(""), digest}));
  core::fault::point("signer.crl.recorded");
  std::unique_ptr<SigningKey> root_key;
  std::unique_ptr<SigningSession> root_session;
  SigningSession* session = nullptr;
  if (authority->key() != nullptr) {
    session = TRY(sessions_.of(*authority->key()));
  } else {
    root_session = TRY(authority->open_key(signer_.workshop().keys, root_key));
    session = root_session.get();
  }
  const auto signature = TRY(session->sign(tbs));
  TRY(signer_.record().sync());
  return SignCrlReply{pki::assemble_signed(tbs, identity.signature_algorithm, signature)};
}

core::Result<SignOcspReply> Worker::sign_ocsp(const SignOcsp& request) {
  auto* authority = TRY(signer_.authority(request.issuer));
  const auto now = signer_.now();
  core::Instant until = now;
  for (const auto& status : request.statuses) until = std::max(until, status.next_update);
  const auto* responder = TRY(authority->responder(now, until, signer_.workshop()));
  if (responder == nullptr) return core::fail(errors::issuer_unknown, {{"issuer", request.issuer}}, "a root has no OCSP responder");
  const auto& rules = signer_.hierarchy()->rules();
  lint::OcspContext context;
  context.signing_time = now;
  context.min_interval = std::chrono::seconds(rules.min_number("ocsp.resp", "ocsp.interval.min", now).value_or(0));
  context.max_interval = rules.ocsp_interval(now);
  context.signature_algorithm = signature_of(responder->key->kind());
  context.responder_key_hash = responder->key_hash;
  context.responder_not_after = responder->certificate.not_after();
  auto* session = TRY(sessions_.of(*responder->key));
  static const core::Bytes placeholder(8);
  SignOcspReply reply;
  for (const auto& status : request.statuses) {
    const auto to_be_signed = pki::build_response_data(
        authority->ocsp_issuer(), {request.hash, responder->key_hash, request.produced_at, {&status, 1}, request.nonce});
    TRY(refuse_findings(lint::check_ocsp(pki::build_ocsp_response(to_be_signed, context.signature_algorithm, placeholder, {}), context)));
    const auto signature = TRY(session->sign(to_be_signed));
    reply.responses.push_back(pki::build_ocsp_response(to_be_signed, context.signature_algorithm, signature, responder->certificate.der()));
  }
  return reply;
}

} // namespace ca
