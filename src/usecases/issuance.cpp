#include "usecases/issuance.h"

#include "core/crypto.h"
#include "core/errors.h"
#include "core/fault.h"
#include "pki/signer_errors.h"
#include "storage/licences.h"
#include "usecases/audit.h"
#include "usecases/certificate_subject.h"
#include "usecases/errors.h"

#include <chrono>
#include <thread>

namespace usecases {
namespace {

constexpr std::size_t serial_time_size = 6;
constexpr std::size_t serial_random_size = 10;

/// The millisecond behind a leading one bit of the first seven, so that new rows land at one end of an index; then 80 random bits.
/// Positive, never short, not to be foreseen (BR 7.1.2.7 asks for 64 bits).
core::Bytes new_serial() {
  core::Bytes serial(serial_time_size + serial_random_size);
  const auto time = static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count());
  for (std::size_t i = 0; i < serial_time_size; ++i) serial[i] = static_cast<std::uint8_t>(time >> (8 * (serial_time_size - 1 - i)));
  serial[0] = static_cast<std::uint8_t>((serial[0] & 0x3f) | 0x40);
  core::draw_random(std::span(serial).subspan(serial_time_size));
  return serial;
}

pki::signer::Issue make_request(const IssuancePlan& plan, const storage::IntentId& id, const core::Bytes& serial) {
  pki::signer::Issue issue;
  issue.intent_id = id.str();
  issue.issuer = plan.issuer->slug;
  issue.profile = plan.product->rule_profile;
  issue.serial = serial;
  issue.subject = certificate_subject(plan.organization.value(), plan.product->level, plan.names.front());
  issue.dns_names = plan.names;
  issue.spki = plan.spki;
  issue.not_before = plan.validity.not_before;
  issue.not_after = plan.validity.not_after;
  return issue;
}

/// The product's, and one for each name beyond those that it includes (A04).
core::Result<std::vector<storage::TakenLicence>> taken_licences(const World& world, const storage::IntentRow& row) {
  std::vector<storage::TakenLicence> taken;
  if (!row.licence_id) return taken;
  const auto& product = *TRY(world.catalogue.product(row.product));
  taken.push_back({*row.licence_id, row.account_id, product.licence_kind});
  for (const auto& id : row.extra_licences) taken.push_back({storage::LicenceId::stored(id), row.account_id, product.extra_name_licence});
  return taken;
}

core::Result<void> reserve_licences(storage::Transaction& tx, const IssuancePlan& plan, storage::IntentRow& row) {
  const auto take = [&](const std::string& kind) {
    return storage::reserve_licence(tx, {plan.account, plan.order}, kind, row.id.str(), plan.now);
  };
  row.licence_id = TRY(take(plan.product->licence_kind)).id;
  for (int i = 0; i < plan.extra_names; ++i) row.extra_licences.push_back(TRY(take(plan.product->extra_name_licence)).id.str());
  return {};
}

void audit_intent(storage::Transaction& tx, const Actor& actor, const Intent& intent, AuditedAct act, core::Instant now) {
  act.account_id = intent.row.account_id.str();
  act.details["serial"] = core::to_hex(intent.row.serial);
  audit(tx, actor, act, now);
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

storage::CertificateRow certificate_row(const Intent& intent, const pki::Certificate& certificate, core::Instant now) {
  const auto& row = intent.row;
  const auto key = certificate.public_key().value();
  const auto fingerprint = certificate.sha256();
  const auto key_hash = core::sha256(certificate.tbs().spki);
  return {.id = storage::CertificateId::make(),
          .account_id = row.account_id,
          .issuer_id = row.issuer_id,
          .serial = core::to_bytes(certificate.serial()),
          .organization_id = row.organization_id,
          .application_id = row.application_id,
          .product = row.product,
          .profile = intent.request.profile,
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

constexpr auto settling_time = std::chrono::seconds{3}; // a signer that died is back within one
constexpr auto settling_pause = std::chrono::milliseconds{50};

/// Whether a failed call leaves open what the signer did: the connection broke, no answer in time.
bool outcome_unknown(const core::Error& error) { return error.code == pki::signer::errors::signer_unavailable; }

/// What became of an intent whose answer was lost: a certificate, or nothing for good; an error where the signer stays silent.
core::Result<std::optional<core::Bytes>> settle(World& world, const Intent& intent) {
  const auto end = std::chrono::steady_clock::now() + settling_time;
  for (;;) {
    auto reply = world.signer.settle({intent.request.issuer, intent.request.serial});
    if (reply) return std::move(reply->certificate);
    if (std::chrono::steady_clock::now() > end) return core::fail(std::move(reply).error());
    std::this_thread::sleep_for(settling_pause);
  }
}

} // namespace

core::Result<Intent> read_intent(storage::IntentRow row) {
  // The frame's length prefix is not part of the payload.
  auto envelope = TRY(pki::signer::decode_request(core::ByteView(row.request).subspan(4)));
  auto* issue = std::get_if<pki::signer::Issue>(&envelope.message);
  if (issue == nullptr) return core::fail(core::errors::internal_error, {}, "intent " + row.id.str() + " holds no Issue");
  return Intent{std::move(row), std::move(*issue)};
}

core::Result<Intent> reserve_intent(storage::Transaction& tx, const World& world, const Actor& actor, const IssuancePlan& plan) {
  const auto id = storage::IntentId::make();
  const auto serial = new_serial();
  auto request = make_request(plan, id, serial);
  auto frame = TRY(pki::signer::encode(0, request));
  Intent intent{{.id = id,
                 .issuer_id = storage::IssuerId::stored(plan.issuer->id),
                 .serial = serial,
                 .account_id = plan.account,
                 .application_id = plan.application,
                 .licence_id = std::nullopt,
                 .request = std::move(frame),
                 .status = "reserved",
                 .policy_sha256 = world.rules.sha256(),
                 .created_at = plan.now,
                 .product = plan.product->id,
                 .organization_id = plan.organization.value().id,
                 .node = world.node,
                 .request_key = plan.request_key},
                std::move(request)};
  TRY(reserve_licences(tx, plan, intent.row));
  TRY(storage::insert_intent(tx, intent.row));
  boost::json::object details{{"caa", plan.evidence}, {"policy", intent.row.policy_sha256}};
  if (plan.product->level == domain::ValidationLevel::ev) details["agencies"] = world.agencies->sha256();
  audit_intent(tx, actor, intent, {"issuance_reserved", id.str(), {}, std::move(details)}, world.clock.now());
  return intent;
}

core::Result<pki::Certificate> sign_intent(World& world, const Actor& actor, const Intent& intent, const AlsoWrite& also) {
  core::fault::point("issuance.reserved");
  auto reply = world.signer.issue(intent.request);
  core::fault::point("issuance.signed");
  return finish_signing(world, actor, intent, std::move(reply), also);
}

core::Result<pki::Certificate> finish_signing(World& world, const Actor& actor, const Intent& intent,
                                              core::Result<pki::signer::IssueReply> reply, const AlsoWrite& also) {
  if (reply) return pki::Certificate::parse(std::move(reply->certificate));
  if (outcome_unknown(reply.error())) {
    auto settled = settle(world, intent);
    if (!settled) return core::fail(std::move(reply).error());
    if (*settled) return pki::Certificate::parse(std::move(**settled));
  }
  const auto abandoned = abandon_intent(world, actor, intent, reply.error(), also);
  if (!abandoned && abandoned.error().code != core::errors::version_stale) return core::fail(abandoned.error());
  return core::fail(std::move(reply).error());
}

core::Result<storage::CertificateRow> describe_certificate(const World& world, const Intent& intent, const pki::Certificate& certificate) {
  TRY(compare(certificate, intent.request, *world.issuers.by_id(intent.row.issuer_id.str())));
  return certificate_row(intent, certificate, world.clock.now());
}

core::Result<void> write_certificate(storage::Transaction& tx, const World& world, const Actor& actor, const Intent& intent,
                                     storage::CertificateRow& row, const AlsoStore& also) {
  const boost::json::object details{
      {"commonName", row.common_name}, {"sha256", core::to_hex(row.fingerprint_sha256)}, {"intent", intent.row.id.str()}};
  TRY(storage::complete_intent(tx, intent.row.id));
  TRY(storage::insert_certificate(tx, row));
  for (const auto& licence : TRY(taken_licences(world, intent.row)))
    TRY(storage::consume_reserved_licence(tx, licence, row.id, row.issued_at));
  if (also) TRY(also(tx, row));
  audit_intent(tx, actor, intent, {"certificate_issued", row.id.str(), {}, details}, row.issued_at);
  return {};
}

core::Result<storage::CertificateRow> finish_storing(World& world, const Intent& intent, core::Result<void> stored,
                                                     storage::CertificateRow row) {
  core::fault::point("issuance.stored");
  if (stored) return row;
  if (stored.error().code == core::errors::version_stale)
    if (auto earlier = TRY(find_stored(world, intent.row))) return std::move(*earlier);
  return core::fail(stored.error());
}

core::Result<storage::CertificateRow> store_certificate(World& world, const Actor& actor, const Intent& intent,
                                                        const pki::Certificate& certificate, const AlsoStore& also) {
  auto row = TRY(describe_certificate(world, intent, certificate));
  auto stored = world.database.write([&](storage::Transaction& tx) { return write_certificate(tx, world, actor, intent, row, also); });
  return finish_storing(world, intent, std::move(stored), std::move(row));
}

core::Result<std::optional<storage::CertificateRow>> find_stored(World& world, const storage::IntentRow& intent) {
  return world.database.read([&](storage::Transaction& tx) {
    return storage::find_certificate_by_serial(tx, intent.issuer_id, pki::serial_magnitude(intent.serial));
  });
}

core::Result<void> abandon_intent(World& world, const Actor& actor, const Intent& intent, const core::Error& why, const AlsoWrite& also) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    TRY(storage::abandon_intent(tx, intent.row.id));
    for (const auto& licence : TRY(taken_licences(world, intent.row))) TRY(storage::release_licence(tx, licence, intent.row.id.str(), now));
    if (also) TRY(also(tx));
    audit_intent(tx, actor, intent, {"issuance_abandoned", intent.row.id.str(), {}, {{"why", why.code.name}}}, now);
    return {};
  });
}

} // namespace usecases
