#include "portal/certificate_dtos.h"

#include "domain/revocation.h"
#include "pki/name.h"
#include "pki/pem.h"

namespace portal {
namespace {

/// What people call the state: time alone makes a certificate expired.
std::string status_of(const std::string& stored, core::Instant not_after, core::Instant now) {
  return stored != "revoked" && now > not_after ? "expired" : stored;
}

template <class Row>
CertificateSummary summary(const usecases::World& world, const Row& row, core::Language language) {
  CertificateSummary dto;
  dto.id = row.id.str();
  dto.common_name = row.common_name;
  dto.names = row.names;
  dto.organization = row.organization_name;
  dto.product = row.product;
  const auto product = world.catalogue.product(row.product);
  dto.product_name = product ? (*product)->name.in(language) : row.product;
  dto.status = status_of(row.status, row.not_after, world.clock.now());
  dto.serial_number = core::to_hex(row.serial);
  const auto* issuer = world.issuers.by_id(row.issuer_id.str());
  dto.issuer = issuer != nullptr ? issuer->certificate.subject().value(pki::AttributeType::common_name).value_or(issuer->slug) : "";
  dto.not_before = row.not_before;
  dto.not_after = row.not_after;
  dto.key_type = row.key_type;
  dto.key_bits = row.key_bits;
  dto.sha256 = core::to_hex(row.fingerprint_sha256);
  dto.issued_at = row.issued_at;
  dto.revoked_at = row.revoked_at;
  if (row.revoked_at) dto.revocation_reason = domain::to_string(static_cast<domain::RevocationReason>(row.revocation_reason.value_or(0)));
  return dto;
}

core::Result<void> may_revoke(const usecases::World& world, const storage::CertificateRow& row, const usecases::Actor& actor) {
  const auto now = world.clock.now();
  const auto status =
      domain::parse_state<domain::CertificateStatus>(status_of(row.status, row.not_after, now)).value_or(domain::CertificateStatus::active);
  const auto party = actor.is_staff ? domain::RevokingParty::staff : domain::RevokingParty::subscriber;
  const auto decision = domain::decide_revocation({status, row.not_after, domain::RevocationReason::unspecified, party}, world.rules, now);
  if (!decision) return core::fail(decision.error());
  return {};
}

} // namespace

CertificateSummary to_summary(const usecases::World& world, const storage::CertificateSummaryRow& row, core::Language language) {
  return summary(world, row, language);
}
CertificateSummary to_summary(const usecases::World& world, const storage::CertificateRow& row, core::Language language) {
  return summary(world, row, language);
}

Certificate to_dto(const usecases::World& world, const usecases::CertificateView& view, const usecases::Actor& actor) {
  Certificate dto;
  static_cast<CertificateSummary&>(dto) = summary(world, view.row, actor.language);
  dto.subject = view.subject;
  if (view.row.application_id) dto.application_id = view.row.application_id->str();
  dto.pem = pki::encode_pem("CERTIFICATE", view.row.der);
  dto.chain_pem = world.issuers.chain_pem(*view.issuer);
  dto.version = view.row.status_change;
  dto.actions = {make_action("revoke", may_revoke(world, view.row, actor), actor.language)};
  return dto;
}

} // namespace portal
