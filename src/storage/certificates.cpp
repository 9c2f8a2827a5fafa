#include "storage/certificates.h"

#include "storage/settings.h"
#include "storage/statement.h"

namespace storage {
namespace {

constexpr std::int64_t status_chunk = 20'000;

/// Held to the end of the transaction, so that numbers become visible in their order.
core::Result<std::int64_t> next_status_change(Transaction& tx) { return next_count(tx, "certificate_status_change"); }

CertificateStatusView view_of(const Cells& cells) {
  return {cells.integer(0),
          cells.text(1),
          cells.bytes(2),
          core::from_unix(cells.integer(3)),
          cells.is_null(4) ? std::nullopt : std::optional(core::from_unix(cells.integer(4))),
          cells.integer(5)};
}

} // namespace

core::Result<void> insert_certificate(Transaction& tx, CertificateRow& row) {
  row.status_change = TRY(next_status_change(tx));
  return insert<"certificates">(tx, row);
}

core::Result<CertificateRow> load_certificate(Transaction& tx, const CertificateId& id, const Tenant& tenant) {
  return load<CertificateRow, "FROM certificates WHERE id = $1 AND ($2 = '' OR account_id = $2)">(tx, id, tenant.str());
}

core::Result<std::optional<CertificateRow>> find_certificate_by_serial(Transaction& tx, const IssuerId& issuer, core::ByteView serial) {
  return find<CertificateRow, "FROM certificates WHERE issuer_id = $1 AND serial = $2">(tx, issuer, serial);
}

core::Result<std::int64_t> change_certificate_status(Transaction& tx, const CertificateId& id, std::int64_t version,
                                                     const StatusChange& change) {
  const auto next = TRY(next_status_change(tx));
  TRY(expect_current(tx.exec("UPDATE certificates SET status = $3, revoked_at = $4, revocation_reason = $5, status_change = $6 "
                             "WHERE id = $1 AND status_change = $2",
                             id, version, change.status, change.revoked_at, change.revocation_reason, next)));
  return next;
}

core::Result<std::int64_t> each_certificate_status(Transaction& tx, std::int64_t since,
                                                   FunctionView<void(const CertificateStatusView&)> use) {
  constexpr std::string_view sql = "SELECT status_change, issuer_id, serial, not_after, revoked_at, COALESCE(revocation_reason, 0) "
                                   "FROM certificates WHERE status_change > $1 ORDER BY status_change LIMIT $2";
  std::int64_t total = 0;
  for (;;) {
    const std::array parameters{Parameter(since), Parameter(status_chunk)};
    const auto rows = TRY(tx.run(sql, parameters, [&](const Cells& cells) {
      const auto view = view_of(cells);
      since = view.status_change;
      use(view);
    }));
    total += rows;
    if (rows < status_chunk) return total;
  }
}

core::Result<std::int64_t> newest_status_change(Transaction& tx) {
  return TRY(tx.one<std::int64_t>("SELECT value FROM counters WHERE name = 'certificate_status_change'")).value_or(0);
}

core::Result<std::vector<CertificateStatusRow>> list_revoked(Transaction& tx, const IssuerId& issuer, core::Instant expired_after) {
  return list<CertificateStatusRow, "FROM certificates WHERE issuer_id = $1 AND revoked_at IS NOT NULL AND not_after >= $2 "
                                    "ORDER BY revoked_at, id">(tx, issuer, expired_after);
}

} // namespace storage
