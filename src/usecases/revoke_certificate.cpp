#include "usecases/revoke_certificate.h"

#include "storage/issuance.h"
#include "storage/jobs.h"
#include "usecases/audit.h"
#include "usecases/mail_about_certificate.h"
#include "usecases/view_certificates.h"

namespace usecases {
namespace {

/// An expired certificate keeps its stored status; what rules see is what time made of it.
domain::CertificateStatus status_of(const storage::CertificateRow& row, core::Instant now) {
  const auto stored = domain::parse_state<domain::CertificateStatus>(row.status).value_or(domain::CertificateStatus::active);
  if (stored == domain::CertificateStatus::revoked) return stored;
  return now > row.not_after ? domain::CertificateStatus::expired : stored;
}

} // namespace

core::Result<storage::CertificateRow> revoke_certificate(World& world, const Actor& actor, const RevokeRequest& request) {
  const auto now = world.clock.now();

  return world.database.write([&](storage::Transaction& tx) -> core::Result<storage::CertificateRow> {
    auto row = TRY(storage::load_certificate(tx, request.certificate, tenant_of(actor)));
    const auto decision =
        TRY(domain::decide_revocation({status_of(row, now), row.not_after, request.reason, request.party}, world.rules, now));
    const auto reason = static_cast<std::int64_t>(request.reason);
    row.status_change = TRY(storage::change_certificate_status(tx, row.id, row.status_change, {"revoked", now, reason}));
    row.status = "revoked";
    row.revoked_at = now;
    row.revocation_reason = reason;
    if (decision.blocks_key) TRY(storage::block_key(tx, row.key_sha256, "key_compromise " + row.id.str(), now));
    TRY(storage::upsert_job(tx, {"refresh_crl", row.issuer_id.str(), "{}", now}));
    TRY(mail_certificate_revoked(tx, world, row));
    audit(tx, actor,
          {"certificate_revoked",
           row.id.str(),
           row.account_id.str(),
           {{"reason", domain::to_string(request.reason)}, {"comment", request.comment}, {"serial", core::to_hex(row.serial)}}},
          now);
    return row;
  });
}

} // namespace usecases
