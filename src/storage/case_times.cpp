#include "storage/case_times.h"

#include "storage/statement.h"

namespace storage {
namespace {

/// Opened or decided in [$1, $2).
constexpr std::string_view touched =
    "FROM cases c JOIN applications a ON a.id = c.application_id LEFT JOIN application_endings e ON e.application_id = a.id "
    "WHERE (c.opened_at >= $1 AND c.opened_at < $2) OR (COALESCE(e.ended_at, c.approved_at, 0) >= $1 AND "
    "COALESCE(e.ended_at, c.approved_at, 0) < $2)";

} // namespace

core::Result<std::vector<WaitRow>> list_waits(Transaction& tx, const CaseId& id) {
  return list<WaitRow, "FROM case_waits WHERE case_id = $1 ORDER BY began_at">(tx, id);
}

core::Result<std::vector<WaitRow>> list_undecided_waits(Transaction& tx) {
  return list<WaitRow, "FROM case_waits WHERE case_id IN (SELECT id FROM cases WHERE status IN ('open', 'waiting_for_applicant', "
                       "'in_review')) ORDER BY case_id, began_at">(tx);
}

core::Result<std::vector<WaitRow>> list_waits_between(Transaction& tx, core::Instant from, core::Instant until) {
  static const std::string sql = "SELECT w.case_id, w.began_at, w.ended_at FROM case_waits w WHERE w.case_id IN (SELECT c.id " +
                                 std::string(touched) + ") ORDER BY w.began_at";
  return tx.query<WaitRow>(sql, from, until);
}

core::Result<void> note_wait_end(Transaction& tx, const CaseId& id, std::int64_t version, std::int64_t waited_seconds) {
  return done(tx.exec("INSERT INTO case_waits (case_id, began_at, ended_at) SELECT id, waiting_since, waiting_since + $3 - waited_seconds "
                      "FROM cases WHERE id = $1 AND version = $2 AND waiting_since IS NOT NULL ON CONFLICT (case_id, began_at) DO NOTHING",
                      id, version, waited_seconds));
}

core::Result<void> note_step_change(Transaction& tx, const StepRow& step) {
  return insert<"case_step_changes">(tx, StepChangeRow{step.case_id, step.step, step.status, step.changed_at});
}

core::Result<std::vector<StepChangeRow>> list_step_changes_between(Transaction& tx, core::Instant from, core::Instant until) {
  static const std::string sql = "SELECT s.case_id, s.step, s.status, s.at FROM case_step_changes s WHERE s.case_id IN (SELECT c.id " +
                                 std::string(touched) + ") ORDER BY s.at";
  return tx.query<StepChangeRow>(sql, from, until);
}

core::Result<std::vector<ReportCaseRow>> list_cases_between(Transaction& tx, core::Instant from, core::Instant until) {
  static const std::string sql =
      "SELECT c.id, a.number, a.product, c.status, c.recommended_by, c.approved_by, e.ended_by, c.opened_at, "
      "COALESCE(e.ended_at, c.approved_at), EXISTS (SELECT 1 FROM case_notes n WHERE n.case_id = c.id AND n.visible_to_applicant) " +
      std::string(touched) + " ORDER BY c.opened_at, c.id";
  return tx.query<ReportCaseRow>(sql, from, until);
}

core::Result<bool> note_reminder(Transaction& tx, std::string_view object, std::string_view kind, core::Instant about, core::Instant now) {
  return happened(tx.exec("INSERT INTO reminders (object, kind, about, sent_at) VALUES ($1, $2, $3, $4) "
                          "ON CONFLICT (object, kind, about) DO NOTHING",
                          object, kind, about, now));
}

} // namespace storage
