#include "storage/hits.h"

#include "storage/statement.h"

namespace storage {

core::Result<bool> put_hit(Transaction& tx, const HitRow& hit) {
  return happened(tx.exec("INSERT INTO case_hits (" + columns<HitRow>() +
                              ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) "
                              "ON CONFLICT (case_id, kind, subject, matched, source) DO NOTHING",
                          hit.id, hit.case_id, hit.account_id, hit.kind, hit.subject, hit.matched, hit.entry_id, hit.source, hit.score,
                          hit.found_at, hit.decision, hit.reason, hit.decided_by, hit.decided_at));
}

core::Result<HitRow> load_hit(Transaction& tx, const HitId& id) { return load<HitRow, "FROM case_hits WHERE id = $1">(tx, id); }

core::Result<std::vector<HitRow>> list_hits(Transaction& tx, const CaseId& id) {
  return list<HitRow, "FROM case_hits WHERE case_id = $1 ORDER BY found_at, id">(tx, id);
}

core::Result<void> decide_hit(Transaction& tx, const HitRow& hit, const std::optional<core::Instant>& seen) {
  return expect_current(tx.exec("UPDATE case_hits SET decision = $2, reason = $3, decided_by = $4, decided_at = $5 "
                                "WHERE id = $1 AND decided_at IS NOT DISTINCT FROM $6",
                                hit.id, hit.decision, hit.reason, hit.decided_by, hit.decided_at, seen));
}

core::Result<bool> has_open_hits(Transaction& tx, const AccountId& account) {
  const auto found =
      TRY(tx.known<std::string>("SELECT h.id FROM case_hits h JOIN cases c ON c.id = h.case_id WHERE h.account_id = $1 AND "
                                "((h.decision = '' AND c.status <> 'rejected' AND c.status <> 'withdrawn' AND c.status <> 'lapsed') OR "
                                "(h.decision = 'confirmed' AND h.kind <> 'mixed_script' AND h.kind <> 'look_alike')) LIMIT 1",
                                account));
  return found.has_value();
}

core::Result<bool> has_cleared_hit(Transaction& tx, const AccountId& account, std::string_view entry_id, std::string_view subject) {
  const auto found = TRY(tx.one<std::string>(
      "SELECT id FROM case_hits WHERE account_id = $1 AND ((entry_id = $2 AND ($2 <> '' OR subject = $3)) OR entry_id IN "
      "(SELECT o.id FROM denied_entries o JOIN denied_entries e ON o.kind = e.kind AND o.key = e.key AND o.source = e.source "
      "WHERE e.id = $2)) AND (decision = 'false_positive' OR decision = 'accepted') LIMIT 1",
      account, entry_id, subject));
  return found.has_value();
}

core::Result<void> insert_screening(Transaction& tx, const ScreeningRow& row) { return insert<"case_screenings">(tx, row); }

core::Result<std::vector<ScreeningRow>> list_screenings(Transaction& tx, const CaseId& id) {
  return list<ScreeningRow, "FROM case_screenings WHERE case_id = $1 ORDER BY at, id">(tx, id);
}

core::Result<std::vector<AbuseRow>> list_revoked_for_cause(Transaction& tx) {
  return tx.query<AbuseRow>(
      "SELECT c.id, c.organization_name, COALESCE(o.corporate_number, ''), c.names, c.key_sha256, c.revocation_reason "
      "FROM certificates c LEFT JOIN organizations o ON o.id = c.organization_id "
      "WHERE c.revocation_reason = 1 OR c.revocation_reason = 9");
}

core::Result<std::vector<RejectedRow>> list_rejected_for_risk(Transaction& tx, const CaseId& but) {
  return tx.query<RejectedRow>("SELECT c.id, o.name, o.corporate_number, a.names FROM cases c "
                               "JOIN applications a ON a.id = c.application_id JOIN organizations o ON o.id = a.organization_id "
                               "WHERE c.status = 'rejected' AND c.id <> $1 AND "
                               "(EXISTS (SELECT 1 FROM case_hits h WHERE h.case_id = c.id AND h.decision = 'confirmed') OR EXISTS "
                               "(SELECT 1 FROM application_endings e WHERE e.application_id = c.application_id AND "
                               "e.reason_code = 'high_risk'))",
                               but);
}

core::Result<std::vector<std::string>> list_look_alikes(Transaction& tx, const AccountId& account, std::string_view look) {
  return tx.query<std::string>("SELECT DISTINCT proven_domain FROM domain_validations WHERE look = $1 AND status = 'valid' AND "
                               "account_id <> $2 ORDER BY proven_domain",
                               look, account);
}

core::Result<std::vector<ScreenedCaseRow>> list_screened_cases(Transaction& tx) {
  return list<ScreenedCaseRow, "FROM cases c WHERE status = 'open' OR status = 'waiting_for_applicant' OR status = 'in_review' OR "
                               "(status = 'approved' AND NOT EXISTS (SELECT 1 FROM cases n JOIN applications a ON a.id = n.application_id "
                               "JOIN applications b ON b.id = c.application_id WHERE a.organization_id = b.organization_id AND "
                               "n.status = 'approved' AND n.opened_at > c.opened_at)) ORDER BY id">(tx);
}

} // namespace storage
