#include "storage/caa_looks.h"

#include "storage/statement.h"

namespace storage {

core::Result<void> put_caa_look(Transaction& tx, const CaaLookRow& row) {
  return done(tx.exec("INSERT INTO caa_looks (application_id, account_id, name, result, looked_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT "
                      "(application_id, name) DO UPDATE SET result = excluded.result, looked_at = excluded.looked_at",
                      row.application_id, row.account_id, row.name, row.result, row.looked_at));
}

core::Result<std::vector<CaaLookRow>> list_caa_looks(Transaction& tx, const ApplicationId& application) {
  return list<CaaLookRow, "FROM caa_looks WHERE application_id = $1 ORDER BY name">(tx, application);
}

} // namespace storage
