#include "usecases/issuance.h"

#include "core/crypto.h"
#include "core/log.h"
#include "storage/audit.h"
#include "storage/licences.h"
#include "usecases/issuance_errors.h"

#include <boost/json.hpp>

namespace usecases {
namespace {

constexpr std::size_t serial_size = 16;

/// 127 random bits behind a leading one bit of the first seven: positive, never short (BR 7.1.2.7).
core::Bytes new_serial() {
  auto serial = core::random_bytes(serial_size);
  serial[0] = static_cast<std::uint8_t>((serial[0] & 0x3f) | 0x40);
  return serial;
}

std::vector<pki::SubjectAttribute> subject_of(const IssuancePlan& plan) {
  using enum pki::AttributeType;
  const auto& legal_entity = plan.organization;
  std::vector<pki::SubjectAttribute> subject{{country, legal_entity.country}};
  if (!legal_entity.certificate_state.empty()) subject.push_back({state, legal_entity.certificate_state});
  if (!legal_entity.certificate_locality.empty()) subject.push_back({locality, legal_entity.certificate_locality});
  subject.push_back({organization, legal_entity.certificate_organization});
  subject.push_back({common_name, plan.names.front()});
  return subject;
}

pki::signer::Issue make_request(const IssuancePlan& plan, const storage::IntentId& id, const core::Bytes& serial) {
  pki::signer::Issue issue;
  issue.intent_id = id.str();
  issue.issuer = plan.issuer->slug;
  issue.profile = plan.product.rule_profile;
  issue.serial = serial;
  issue.subject = subject_of(plan);
  issue.dns_names = plan.names;
  issue.spki = plan.spki;
  issue.not_before = plan.validity.not_before;
  issue.not_after = plan.validity.not_after;
  return issue;
}

storage::AuditEvent audit(const World& world, const Actor& actor, std::string action, const storage::IntentRow& intent,
                          std::string object, boost::json::object details) {
  details["serial"] = core::to_hex(intent.serial);
  return {world.clock.now(),      actor.id, actor.origin, std::move(action), std::move(object), intent.account_id.str(),
          boost::json::serialize(details)};
}

/// G02: what was signed is what is on record, nothing else.
core::Result<void> compare(const pki::Certificate& certificate, const pki::signer::Issue& issue, const Issuer& issuer) {
  const auto& tbs = certificate.tbs();
  const auto differs = [](const char* what) { return core::fail(errors::signed_other_than_asked, {{"what", what}}); };
  if (!core::equal(certificate.serial(), pki::serial_magnitude(issue.serial))) return differs("serial");
  if (!core::equal(tbs.spki, issue.spki)) return differs("key");
  if (tbs.not_before != issue.not_before || tbs.not_after != issue.not_after) return differs("validity");
  if (tbs.names.dns != issue.dns_names) return differs("names");
  if (!core::equal(tbs.issuer_der, issuer.certificate.tbs().subject_der)) return differs("issuer");
  for (const auto& attribute : issue.subject)
    if (tbs.subject.value(attribute.type) != attribute.value) return differs("subject");
  if (tbs.subject.attributes().size() != issue.subject.size()) return differs("subject");
  return {};
}

struct Signed {
  const storage::IntentRow& intent;
  const pki::signer::Issue& request;
  const pki::Certificate& certificate;
};

storage::CertificateRow certificate_row(const Signed& what, core::Instant now) {
  const auto& [intent, request, certificate] = what;
  const auto key = certificate.public_key().value();
  const auto fingerprint = certificate.sha256();
  const auto key_hash = core::sha256(certificate.tbs().spki);
  return {.id = storage::CertificateId::make(),
          .account_id = intent.account_id,
          .issuer_id = intent.issuer_id,
          .serial = core::to_bytes(certificate.serial()),
          .organization_id = intent.organization_id,
          .application_id = intent.application_id,
          .product = intent.product,
          .profile = request.profile,
          .common_name = certificate.subject().value(pki::AttributeType::common_name).value_or(certificate.dns_names().front()),
          .names = certificate.dns_names(),
          .organization_name = certificate.subject().value(pki::AttributeType::organization).value_or(""),
          .key_type = std::string(key.algorithm() == pki::KeyAlgorithm::rsa ? "rsa" : "ec"),
          .key_bits = static_cast<std::int64_t>(key.bits()),
          .key_sha256 = {key_hash.begin(), key_hash.end()},
          .fingerprint_sha256 = {fingerprint.begin(), fingerprint.end()},
          .not_before = certificate.not_before(),
          .not_after = certificate.not_after(),
          .issued_at = now,
          .status = "active",
          .revoked_at = std::nullopt,
          .revocation_reason = std::nullopt,
          .status_change = 0,
          .der = core::to_bytes(certificate.der())};
}

/// Whether a failed call leaves open what the signer did: no connection, no answer in time.
bool outcome_unknown(const core::Error& error) { return error.code.kind == core::ErrorKind::unavailable; }

} // namespace

core::Result<pki::signer::Issue> request_of(const storage::IntentRow& intent) {
  // The frame's length prefix is not part of the payload.
  auto envelope = TRY(pki::signer::decode_request(core::ByteView(intent.request).subspan(4)));
  auto* issue = std::get_if<pki::signer::Issue>(&envelope.message);
  if (issue == nullptr) return core::fail(core::errors::internal_error, {}, "intent " + intent.id.str() + " holds no Issue");
  return std::move(*issue);
}

core::Result<std::string> check_caa(World& world, std::span<const std::string> names) {
  return world.caa.check_all(names, {});
}

core::Result<storage::IntentRow> reserve_intent(World& world, const Actor& actor, const IssuancePlan& plan, const AlsoWrite& also) {
  const auto id = storage::IntentId::make();
  const auto serial = new_serial();
  storage::IntentRow intent{.id = id,
                            .issuer_id = storage::IssuerId::stored(plan.issuer->id),
                            .serial = serial,
                            .account_id = plan.account,
                            .application_id = plan.application,
                            .licence_id = std::nullopt,
                            .request = TRY(pki::signer::encode(0, pki::signer::Request(make_request(plan, id, serial)))),
                            .status = "reserved",
                            .policy_sha256 = world.rules.sha256(),
                            .created_at = plan.now,
                            .product = plan.product.id,
                            .organization_id = plan.organization.id};
  return world.database.write([&](storage::Transaction& tx) -> core::Result<storage::IntentRow> {
    const auto licence = TRY(storage::reserve_licence(tx, plan.account, plan.product.licence_kind, id.str(), plan.now));
    intent.licence_id = licence.id;
    TRY(storage::insert_intent(tx, intent));
    if (also) TRY(also(tx));
    storage::append_audit(tx, audit(world, actor, "issuance_reserved", intent, id.str(), {{"caa", plan.evidence}, {"policy", intent.policy_sha256}}));
    return intent;
  });
}

core::Result<pki::Certificate> sign_intent(World& world, const Actor& actor, const storage::IntentRow& intent, const AlsoWrite& also) {
  const auto issue = TRY(request_of(intent));
  auto reply = world.signer.issue(issue);
  if (!reply) {
    if (!outcome_unknown(reply.error())) TRY(abandon_intent(world, actor, intent, reply.error(), also));
    return core::fail(std::move(reply).error());
  }
  return pki::Certificate::parse(std::move(reply->certificate));
}

core::Result<storage::CertificateRow> store_certificate(World& world, const Actor& actor, const storage::IntentRow& intent,
                                                        const pki::Certificate& certificate, const AlsoStore& also) {
  const auto now = world.clock.now();
  const auto request = TRY(request_of(intent));
  TRY(compare(certificate, request, *world.issuers.by_id(intent.issuer_id.str())));
  const auto row = certificate_row({intent, request, certificate}, now);
  auto event = audit(world, actor, "certificate_issued", intent, row.id.str(),
                     {{"commonName", row.common_name}, {"sha256", core::to_hex(row.fingerprint_sha256)}, {"intent", intent.id.str()}});
  TRY(world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    TRY(storage::close_intent(tx, intent.id, "completed"));
    TRY(storage::insert_certificate(tx, row));
    if (intent.licence_id) TRY(storage::consume_reserved_licence(tx, *intent.licence_id, row.id, now));
    if (also) TRY(also(tx, row));
    storage::append_audit(tx, event);
    return {};
  }));
  return row;
}

core::Result<void> abandon_intent(World& world, const Actor& actor, const storage::IntentRow& intent, const core::Error& why,
                                  const AlsoWrite& also) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    TRY(storage::close_intent(tx, intent.id, "abandoned"));
    if (intent.licence_id) TRY(storage::release_licence(tx, *intent.licence_id, intent.id.str(), now));
    if (also) TRY(also(tx));
    storage::append_audit(tx, audit(world, actor, "issuance_abandoned", intent, intent.id.str(), {{"why", why.code.name}}));
    return {};
  });
}

} // namespace usecases
