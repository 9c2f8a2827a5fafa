#include "storage/licences.h"

#include "storage/statement.h"

namespace storage {
namespace {

/// Rounds of looking for a unit while other transactions on PostgreSQL hold the candidates.
constexpr int most_rounds = 8;

core::Result<void> record(Transaction& tx, const TakenLicence& licence, std::string_view movement, std::int64_t quantity,
                          std::string_view cause, core::Instant at) {
  return insert<"inventory_movements">(tx, MovementRow{MovementId::make(), licence.account_id, licence.id, licence.kind,
                                                       std::string(movement), quantity, std::string(cause), at});
}

/// The unit of `$1` and the kind `$2` that lapses first, read and locked.
struct FirstToLapse {
  explicit FirstToLapse(std::string_view whose)
      : plain("SELECT id FROM licences WHERE " + std::string(whose) +
              " AND kind = $2 AND status = 'available' AND lapses_at >= $3 ORDER BY lapses_at, id LIMIT 1"),
        skipping(plain + " FOR UPDATE SKIP LOCKED"), waiting(plain + " FOR UPDATE") {}
  std::string plain, skipping, waiting;
};

template <class Owner>
core::Result<std::optional<LicenceId>> lock_first(Transaction& tx, const FirstToLapse& sql, const Owner& owner, std::string_view kind,
                                                  core::Instant now) {
  if (!tx.locks_rows()) return tx.one<LicenceId>(sql.plain, owner, kind, now);
  if (auto found = TRY(tx.one<LicenceId>(sql.skipping, owner, kind, now))) return found;
  // The last ones may be held by transactions that will give them back; a row taken meanwhile drops out of the answer.
  for (int round = 0; round < most_rounds; ++round) {
    if (auto found = TRY(tx.one<LicenceId>(sql.waiting, owner, kind, now))) return found;
    if (!TRY(tx.one<LicenceId>(sql.plain, owner, kind, now))) break;
  }
  return std::optional<LicenceId>();
}

core::Result<std::optional<LicenceId>> lock_for(Transaction& tx, const LicenceUse& use, std::string_view kind, core::Instant now) {
  static const FirstToLapse of_order("order_id = $1");
  static const FirstToLapse kept_for_none("account_id = $1 AND (order_id IS NULL OR EXISTS (SELECT 1 FROM orders WHERE orders.id = "
                                          "licences.order_id AND orders.status = 'fulfilled'))");
  if (use.order)
    if (auto own = TRY(lock_first(tx, of_order, *use.order, kind, now))) return own;
  return lock_first(tx, kept_for_none, use.account, kind, now);
}

} // namespace

core::Result<void> purchase_licence(Transaction& tx, const LicenceRow& licence, std::string_view cause) {
  TRY(insert<"licences">(tx, licence));
  return record(tx, {licence.id, licence.account_id, licence.kind}, "purchase", 1, cause, licence.bought_at);
}

core::Result<TakenLicence> reserve_licence(Transaction& tx, const LicenceUse& use, std::string_view kind, std::string_view cause,
                                           core::Instant now) {
  auto id = TRY(core::require(TRY(lock_for(tx, use, kind, now)), errors::no_licence_available, {{"kind", std::string(kind)}}));
  TRY(expect_current(tx.exec("UPDATE licences SET status = 'reserved' WHERE id = $1 AND status = 'available'", id)));
  TakenLicence taken{std::move(id), use.account, std::string(kind)};
  TRY(record(tx, taken, "reserve", -1, cause, now));
  return taken;
}

core::Result<void> consume_reserved_licence(Transaction& tx, const TakenLicence& licence, const CertificateId& certificate,
                                            core::Instant now) {
  TRY(expect_current(tx.exec("UPDATE licences SET status = CASE WHEN plan = 'pooling' THEN 'in_use' ELSE 'used_up' END, "
                             "certificate_id = $2 WHERE id = $1 AND status = 'reserved'",
                             licence.id, certificate)));
  return record(tx, licence, "consume", 0, certificate.str(), now);
}

core::Result<void> release_licence(Transaction& tx, const TakenLicence& licence, std::string_view cause, core::Instant now) {
  TRY(expect_current(tx.exec(
      "UPDATE licences SET status = 'available', certificate_id = NULL WHERE id = $1 AND status IN ('reserved', 'in_use')", licence.id)));
  return record(tx, licence, "release", 1, cause, now);
}

core::Result<std::int64_t> lapse_licences(Transaction& tx, core::Instant now) {
  static const std::string sql =
      "UPDATE licences SET status = 'lapsed' WHERE status = 'available' AND lapses_at < $1 RETURNING " + columns<LicenceRow>();
  const auto lapsed = TRY(tx.query<LicenceRow>(sql, now));
  for (const auto& licence : lapsed) TRY(record(tx, {licence.id, licence.account_id, licence.kind}, "lapse", -1, "lapse", now));
  return static_cast<std::int64_t>(lapsed.size());
}

core::Result<std::int64_t> count_available_licences(Transaction& tx, const AccountId& account, std::string_view kind, core::Instant now) {
  return core::require(TRY(tx.one<std::int64_t>("SELECT COUNT(*) FROM licences WHERE account_id = $1 AND kind = $2 AND "
                                                "status = 'available' AND lapses_at >= $3",
                                                account, kind, now)),
                       errors::database_failed);
}

core::Result<std::vector<LicenceRow>> list_licences(Transaction& tx, const AccountId& account) {
  return list<LicenceRow, "FROM licences WHERE account_id = $1 ORDER BY lapses_at, id">(tx, account);
}

core::Result<std::vector<LicenceRow>> list_licences_of_order(Transaction& tx, const OrderId& order) {
  return list<LicenceRow, "FROM licences WHERE order_id = $1 ORDER BY lapses_at, id">(tx, order);
}

core::Result<std::vector<UseRow>> list_uses(Transaction& tx, const AccountId& account, core::Instant now) {
  return tx.query<UseRow>(
      "SELECT product, '' AS licence_kind FROM applications WHERE account_id = $1 AND (status = 'submitted' OR status = 'vetting' OR "
      "status = 'waiting_for_applicant' OR status = 'approved' OR status = 'issuing') UNION "
      "SELECT product, '' FROM certificates WHERE account_id = $1 AND status = 'active' AND not_after > $2 UNION "
      "SELECT '', kind FROM licences WHERE account_id = $1 AND (status = 'available' OR status = 'reserved') AND lapses_at > $2",
      account, now);
}

core::Result<std::vector<MovementRow>> list_movements(Transaction& tx, const AccountId& account) {
  return list<MovementRow, "FROM inventory_movements WHERE account_id = $1 ORDER BY at, id">(tx, account);
}

core::Result<std::vector<LedgerDifference>> verify_ledger(Transaction& tx) {
  return tx.query<LedgerDifference>(
      "SELECT account_id, kind, CAST(SUM(by_movements) AS BIGINT), CAST(SUM(by_licences) AS BIGINT) FROM ("
      "SELECT account_id, kind, quantity AS by_movements, 0 AS by_licences FROM inventory_movements UNION ALL "
      "SELECT account_id, kind, 0, 1 FROM licences WHERE status = 'available') AS lines "
      "GROUP BY account_id, kind HAVING SUM(by_movements) <> SUM(by_licences) ORDER BY account_id, kind");
}

} // namespace storage
