#include "storage/denied_list.h"

#include "storage/statement.h"

namespace storage {

core::Result<void> insert_denied(Transaction& tx, const DeniedRow& row) { return insert<"denied_entries">(tx, row); }

core::Result<bool> put_denied(Transaction& tx, const DeniedRow& row, bool dated) {
  static const std::string sql =
      "INSERT INTO denied_entries (" + columns<DeniedRow>() +
      ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', NULL, '', NULL) ON CONFLICT (kind, key, source) WHERE retired_at IS NULL "
      "DO UPDATE SET value = excluded.value, reason = excluded.reason, valid_until = excluded.valid_until, screened_at = NULL, "
      "valid_from = CASE WHEN $11 OR excluded.valid_from < denied_entries.valid_from THEN excluded.valid_from "
      "ELSE denied_entries.valid_from END "
      "WHERE denied_entries.value <> excluded.value OR denied_entries.reason <> excluded.reason OR "
      "COALESCE(denied_entries.valid_until, 0) <> COALESCE(excluded.valid_until, 0) OR "
      "(denied_entries.valid_from <> excluded.valid_from AND ($11 OR excluded.valid_from < denied_entries.valid_from))";
  return happened(tx.exec(sql, row.id, row.kind, row.value, row.key, row.source, row.reason, row.valid_from, row.valid_until,
                          row.entered_by, row.entered_at, dated));
}

core::Result<DeniedRow> load_denied(Transaction& tx, const DeniedId& id) {
  return load<DeniedRow, "FROM denied_entries WHERE id = $1">(tx, id);
}

core::Result<void> retire_denied(Transaction& tx, const DeniedRow& row) {
  return expect_current(tx.exec("UPDATE denied_entries SET retired_by = $2, retired_at = $3, retire_reason = $4 "
                                "WHERE id = $1 AND retired_at IS NULL",
                                row.id, row.retired_by, row.retired_at, row.retire_reason));
}

core::Result<std::vector<DeniedRow>> list_active_denied(Transaction& tx, core::Instant at) {
  return list<DeniedRow, "FROM denied_entries WHERE retired_at IS NULL AND valid_from <= $1 AND (valid_until IS NULL OR valid_until > $1) "
                         "ORDER BY entered_at, id">(tx, at);
}

core::Result<std::vector<DeniedRow>> list_unscreened_denied(Transaction& tx, core::Instant at) {
  return list<DeniedRow, "FROM denied_entries WHERE screened_at IS NULL AND retired_at IS NULL AND valid_from <= $1 AND "
                         "(valid_until IS NULL OR valid_until > $1) ORDER BY entered_at, id">(tx, at);
}

core::Result<void> note_screened(Transaction& tx, const DeniedRow& row, core::Instant at) {
  return done(
      tx.exec("UPDATE denied_entries SET screened_at = $2 WHERE id = $1 AND value = $3 AND valid_from <= $2", row.id, at, row.value));
}

core::Result<Page<DeniedRow>> list_denied(Transaction& tx, const DeniedQuery& query) {
  const auto after = TRY(parse_cursor(query.after));
  const std::int64_t seen = after ? TRY(cursor_number(*after)) : 0;
  std::string sql = "SELECT " + columns<DeniedRow>() + " FROM denied_entries WHERE ($1 = '' OR kind = $1) AND ($2 = '%%' OR " +
                    R"((LOWER(value) LIKE $2 ESCAPE '\' OR LOWER(key) LIKE $2 ESCAPE '\' OR LOWER(source) LIKE $2 ESCAPE '\' )" +
                    R"(OR LOWER(reason) LIKE $2 ESCAPE '\')))" +
                    (query.retired ? " AND retired_at IS NOT NULL" : " AND retired_at IS NULL");
  if (after) sql += " AND (entered_at, id) < ($3, $4)";
  auto rows = TRY(tx.query<DeniedRow>(sql + " ORDER BY entered_at DESC, id DESC LIMIT $5", query.kind, containing(query.q), seen,
                                      after ? after->id : "", query.limit + 1));
  return make_page(std::move(rows), query.limit, [](const DeniedRow& row) { return std::to_string(core::to_unix(row.entered_at)); });
}

core::Result<std::optional<DeniedId>> find_denied_domain(Transaction& tx, const std::vector<std::string>& keys, core::Instant now) {
  const auto any = TRY(tx.known<std::string>("SELECT id FROM denied_entries WHERE kind = 'domain' AND retired_at IS NULL LIMIT 1"));
  if (!any) return std::nullopt;
  for (const auto& key : keys) {
    const auto listed =
        TRY(tx.known<std::string>("SELECT id FROM denied_entries WHERE kind = 'domain' AND key = $1 AND retired_at IS NULL LIMIT 1", key));
    if (!listed) continue;
    auto in_force = TRY(tx.one<DeniedId>("SELECT id FROM denied_entries WHERE kind = 'domain' AND key = $1 AND retired_at IS NULL AND "
                                         "valid_from <= $2 AND (valid_until IS NULL OR valid_until > $2) ORDER BY entered_at, id",
                                         key, now));
    if (in_force) return in_force;
  }
  return std::nullopt;
}

} // namespace storage
