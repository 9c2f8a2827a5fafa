#include "storage/evidence.h"

#include "storage/statement.h"

namespace storage {

core::Result<void> insert_record(Transaction& tx, const RecordRow& record) { return insert<"vetting_records">(tx, record); }

core::Result<std::vector<RecordRow>> list_records(Transaction& tx, const CaseId& id) {
  return list<RecordRow, "FROM vetting_records WHERE case_id = $1 ORDER BY collected_at, id">(tx, id);
}

core::Result<RecordRow> load_record(Transaction& tx, const RecordId& id) {
  return load<RecordRow, "FROM vetting_records WHERE id = $1">(tx, id);
}

core::Result<std::vector<RecordRow>> list_ageing_records(Transaction& tx, const AgeingRecordQuery& query) {
  return list<RecordRow,
              "FROM vetting_records WHERE step = 'organization' AND outcome = 'passed' AND collected_at >= $1 AND collected_at <= $2 AND "
              "id > $4 AND NOT EXISTS (SELECT 1 FROM vetting_records newer WHERE newer.organization_id = vetting_records.organization_id "
              "AND newer.step = 'organization' AND newer.outcome = 'passed' AND newer.collected_at > vetting_records.collected_at) AND "
              "EXISTS (SELECT 1 FROM organizations WHERE organizations.id = vetting_records.organization_id AND organizations.status = "
              "'vetted') AND (EXISTS (SELECT 1 FROM accounts WHERE accounts.id = vetting_records.account_id AND accounts.kind <> 'retail') "
              "OR EXISTS (SELECT 1 FROM certificates WHERE certificates.account_id = vetting_records.account_id AND "
              "certificates.status = 'active' AND certificates.not_after > $3)) ORDER BY id LIMIT $5">(tx, query.from, query.until,
                                                                                                       query.now, query.after, query.limit);
}

core::Result<std::optional<ReusableRecord>> find_reusable_record(Transaction& tx, const OrganizationId& organization, std::string_view step,
                                                                 core::Instant since) {
  return find_known<ReusableRecord, "FROM vetting_records WHERE organization_id = $1 AND step = $2 AND collected_at >= $3 AND "
                                    "(outcome = 'failed' OR (outcome = 'passed' AND (case_id IS NULL OR EXISTS (SELECT 1 FROM cases "
                                    "WHERE cases.id = vetting_records.case_id AND cases.status = 'approved')))) "
                                    "ORDER BY collected_at DESC, id DESC LIMIT 1">(tx, organization, step, since);
}

core::Result<std::optional<ReusableRecord>> find_passed_record(Transaction& tx, const OrganizationId& organization, std::string_view step) {
  return find<ReusableRecord, "FROM vetting_records WHERE organization_id = $1 AND step = $2 AND outcome = 'passed' "
                              "ORDER BY collected_at DESC, id DESC LIMIT 1">(tx, organization, step);
}

} // namespace storage
