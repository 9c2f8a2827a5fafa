#include "storage/evidence.h"

#include "storage/statement.h"

namespace storage {

core::Result<void> insert_record(Transaction& tx, const RecordRow& record) { return insert<"vetting_records">(tx, record); }

core::Result<std::vector<RecordRow>> list_records(Transaction& tx, const CaseId& id) {
  return list<RecordRow, "FROM vetting_records WHERE case_id = $1 ORDER BY collected_at, id">(tx, id);
}

core::Result<std::optional<ReusableRecord>> find_reusable_record(Transaction& tx, const OrganizationId& organization, std::string_view step,
                                                                 core::Instant since) {
  return find_known<ReusableRecord, "FROM vetting_records WHERE organization_id = $1 AND step = $2 AND outcome = 'passed' AND "
                                    "collected_at >= $3 ORDER BY collected_at DESC LIMIT 1">(tx, organization, step, since);
}

} // namespace storage
