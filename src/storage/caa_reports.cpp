#include "storage/caa_reports.h"

#include "storage/statement.h"

namespace storage {

core::Result<bool> take_caa_report(Transaction& tx, std::string_view domain, core::Instant now, std::chrono::seconds interval) {
  return happened(tx.exec("INSERT INTO caa_reports (domain, reported_at) VALUES ($1, $2) ON CONFLICT (domain) DO UPDATE SET "
                          "reported_at = excluded.reported_at WHERE caa_reports.reported_at <= $3",
                          domain, now, now - interval));
}

} // namespace storage
