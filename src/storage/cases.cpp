#include "storage/cases.h"

#include "storage/case_times.h"
#include "storage/statement.h"

namespace storage {
namespace {

constexpr std::string_view summary =
    "SELECT c.id, c.application_id, a.number, COALESCE(o.name, ''), a.product, a.names, c.status, c.assigned_to, u.name, "
    "a.submitted_at, c.waiting_since, c.waited_seconds, (SELECT COUNT(*) FROM case_steps s WHERE s.case_id = c.id AND "
    "s.status NOT IN ('passed', 'not_needed')), c.opened_at, (SELECT COUNT(*) FROM case_questions q WHERE q.case_id = c.id AND "
    "q.status = 'answered' AND NOT q.seen), (SELECT COUNT(*) FROM case_hits h WHERE h.case_id = c.id AND (h.decision = '' OR "
    "h.decision = 'confirmed')), r.number, r.term_years, c.status IN ('open', 'waiting_for_applicant') AND COALESCE((SELECT d.kind FROM "
    "case_decisions d WHERE d.case_id = c.id ORDER BY d.decided_at DESC, d.id DESC LIMIT 1), '') = 'returned' FROM cases c JOIN "
    "applications a ON a.id = c.application_id JOIN orders r ON r.id = a.order_id "
    "LEFT JOIN organizations o ON o.id = a.organization_id LEFT JOIN users u ON u.id = c.assigned_to ";

constexpr std::string_view in_queue(Queue queue) {
  switch (queue) {
  case Queue::mine:
    return "WHERE c.assigned_to = $1 AND c.status IN ('open', 'waiting_for_applicant', 'in_review')";
  case Queue::unassigned:
    return "WHERE c.assigned_to IS NULL AND c.status IN ('open', 'waiting_for_applicant', 'in_review')";
  case Queue::open:
    return "WHERE c.status IN ('open', 'waiting_for_applicant')";
  case Queue::review:
    return "WHERE c.status = 'in_review'";
  case Queue::done:
    return "WHERE c.status IN ('approved', 'rejected', 'withdrawn', 'lapsed')";
  }
  return {};
}

} // namespace

core::Result<void> insert_case(Transaction& tx, const CaseRow& vetting_case, const std::vector<StepRow>& steps) {
  TRY(insert<"cases">(tx, vetting_case));
  for (const auto& step : steps) {
    TRY(insert<"case_steps">(tx, step));
    TRY(note_step_change(tx, step));
  }
  return {};
}

core::Result<CaseRow> load_case(Transaction& tx, const CaseId& id) { return load<CaseRow, "FROM cases WHERE id = $1">(tx, id); }

core::Result<std::optional<CaseRow>> find_case_of_application(Transaction& tx, const ApplicationId& application) {
  return find<CaseRow, "FROM cases WHERE application_id = $1">(tx, application);
}

core::Result<void> update_case(Transaction& tx, const CaseRow& row) {
  if (!row.waiting_since) TRY(note_wait_end(tx, row.id, row.version, row.waited_seconds));
  return expect_current(tx.exec("UPDATE cases SET status = $3, assigned_to = $4, recommended_by = $5, recommended_at = $6, "
                                "approved_by = $7, approved_at = $8, waiting_since = $9, waited_seconds = $10, version = version + 1 "
                                "WHERE id = $1 AND version = $2",
                                row.id, row.version, row.status, row.assigned_to, row.recommended_by, row.recommended_at, row.approved_by,
                                row.approved_at, row.waiting_since, row.waited_seconds));
}

core::Result<Page<CaseSummaryRow>> list_cases(Transaction& tx, const QueueQuery& query) {
  const auto after = TRY(parse_cursor(query.after));
  const bool newest_first = query.queue == Queue::done;
  std::string sql = std::string(summary) + std::string(in_queue(query.queue));
  if (after) sql += newest_first ? " AND (c.opened_at, c.id) < ($2, $3)" : " AND (c.opened_at, c.id) > ($2, $3)";
  sql += newest_first ? " ORDER BY c.opened_at DESC, c.id DESC LIMIT $4" : " ORDER BY c.opened_at, c.id LIMIT $4";
  const std::int64_t seen = after ? TRY(cursor_number(*after)) : 0;
  auto rows = TRY(tx.query<CaseSummaryRow>(sql, query.user, seen, after ? after->id : "", query.limit + 1));
  return make_page(std::move(rows), query.limit, [](const CaseSummaryRow& row) { return std::to_string(core::to_unix(row.opened_at)); });
}

core::Result<std::vector<CaseSummaryRow>> list_undecided_cases(Transaction& tx) {
  static const std::string sql = std::string(summary) + "WHERE c.status IN ('open', 'waiting_for_applicant', 'in_review')";
  return tx.query<CaseSummaryRow>(sql);
}

core::Result<CaseSummaryRow> load_case_summary(Transaction& tx, const CaseId& id) {
  static const std::string sql = std::string(summary) + "WHERE c.id = $1";
  return core::require(TRY(tx.one<CaseSummaryRow>(sql, id)), core::errors::not_found);
}

core::Result<std::vector<StepRow>> list_steps(Transaction& tx, const CaseId& id) {
  return list<StepRow, "FROM case_steps WHERE case_id = $1 ORDER BY CASE step WHEN 'application' THEN 1 WHEN 'organization' THEN 2 "
                       "WHEN 'domains' THEN 3 WHEN 'hr_call' THEN 4 WHEN 'authorization_call' THEN 5 WHEN 'contract_signer_call' THEN 6 "
                       "ELSE 7 END">(tx, id);
}

core::Result<std::vector<CaseRow>> list_cases_with_open_step(Transaction& tx, const AccountId& account, std::string_view step) {
  return list<CaseRow, "FROM cases WHERE account_id = $1 AND (status = 'open' OR status = 'waiting_for_applicant' OR status = "
                       "'in_review') AND EXISTS (SELECT 1 FROM case_steps WHERE case_steps.case_id = cases.id AND case_steps.step = $2 "
                       "AND case_steps.status <> 'passed' AND case_steps.status <> 'not_needed') ORDER BY opened_at, id">(tx, account,
                                                                                                                          step);
}

core::Result<void> set_step(Transaction& tx, const StepRow& step) {
  TRY(expect_found(tx.exec("UPDATE case_steps SET status = $3, record_id = COALESCE($4, record_id), changed_at = $5 "
                           "WHERE case_id = $1 AND step = $2",
                           step.case_id, step.step, step.status, step.record_id, step.changed_at)));
  return note_step_change(tx, step);
}

core::Result<void> insert_note(Transaction& tx, const NoteRow& note) { return insert<"case_notes">(tx, note); }

core::Result<std::vector<NoteRow>> list_notes(Transaction& tx, const CaseId& id) {
  return list<NoteRow, "FROM case_notes WHERE case_id = $1 ORDER BY at, id">(tx, id);
}

} // namespace storage
