#include "usecases/certificate_status.h"

#include "core/errors.h"
#include "storage/certificates.h"

namespace usecases {

core::Result<pki::SingleStatus> certificate_status(storage::Database& database, std::string_view issuer_id, core::ByteView serial) {
  const auto issuer = storage::IssuerId::stored(std::string(issuer_id));
  const auto row = TRY(database.read([&](storage::Transaction& tx) { return storage::find_certificate_by_serial(tx, issuer, serial); }));
  if (!row) return core::fail(core::errors::not_found);
  pki::SingleStatus status{.serial = row->serial, .this_update = {}, .next_update = {}};
  status.status = row->revoked_at ? pki::CertificateStatus::revoked : pki::CertificateStatus::good;
  if (row->revoked_at) {
    status.revoked_at = *row->revoked_at;
    status.reason = static_cast<pki::RevocationReason>(row->revocation_reason.value_or(0));
  }
  return status;
}

core::Result<Revocations> list_revocations_since(storage::Database& database, std::int64_t since) {
  return database.read([&](storage::Transaction& tx) -> core::Result<Revocations> {
    Revocations changes{since, {}};
    static_cast<void>(TRY(storage::each_certificate_status(tx, since, [&](const storage::CertificateStatusView& row) {
      changes.newest = row.status_change;
      if (row.revoked_at) changes.serials.push_back(core::to_bytes(row.serial));
    })));
    return changes;
  });
}

core::Result<std::int64_t> newest_status_change(storage::Database& database) {
  return database.read([](storage::Transaction& tx) { return storage::newest_status_change(tx); });
}

} // namespace usecases
