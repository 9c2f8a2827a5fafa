#include "storage/case_file.h"

#include "storage/statement.h"

namespace storage {
namespace {

struct ContentRow {
  FileId file_id;
  core::Bytes content;
};
BOOST_DESCRIBE_STRUCT(ContentRow, (), (file_id, content))

/// Audit events are numbered from here, so that their ids are of one length and sort as numbers do.
constexpr std::string_view history =
    "SELECT at, id, actor, action, object, details FROM ("
    "SELECT at, CAST(seq + 1000000000000 AS TEXT) AS id, actor, action, object, details FROM audit_events WHERE object = $1 "
    "UNION ALL SELECT at, CAST(seq + 1000000000000 AS TEXT), actor, action, object, details FROM audit_events WHERE object = $2 AND "
    "(action <> 'draft_saved' OR seq = (SELECT MAX(d.seq) FROM audit_events d WHERE d.object = $2 AND d.action = 'draft_saved')) "
    "UNION ALL SELECT e.at, CAST(e.seq + 1000000000000 AS TEXT), e.actor, e.action, e.object, e.details FROM domain_validations v "
    "JOIN audit_events e ON e.object = v.id WHERE v.application_id = $2 "
    "UNION ALL SELECT e.at, CAST(e.seq + 1000000000000 AS TEXT), e.actor, e.action, e.object, e.details FROM consent_links l "
    "JOIN audit_events e ON e.object = l.id WHERE l.application_id = $2 "
    "UNION ALL SELECT created_at, id, 'system', CASE WHEN delivered_at IS NOT NULL THEN 'mail_sent' WHEN given_up_at IS NOT NULL "
    "THEN 'mail_given_up' ELSE 'mail_queued' END, destination, payload FROM outbox WHERE object = $2) AS h";

} // namespace

core::Result<void> insert_question(Transaction& tx, const QuestionRow& question) { return insert<"case_questions">(tx, question); }

core::Result<QuestionRow> load_question(Transaction& tx, const QuestionId& id) {
  return load<QuestionRow, "FROM case_questions WHERE id = $1">(tx, id);
}

core::Result<std::vector<QuestionRow>> list_questions(Transaction& tx, const CaseId& id) {
  return list<QuestionRow, "FROM case_questions WHERE case_id = $1 ORDER BY asked_at, id">(tx, id);
}

core::Result<void> close_question(Transaction& tx, const QuestionRow& question) {
  return expect_current(tx.exec("UPDATE case_questions SET status = $2, answer = $3, closed_by = $4, closed_at = $5 "
                                "WHERE id = $1 AND status = 'open'",
                                question.id, question.status, question.answer, question.closed_by, question.closed_at));
}

core::Result<void> mark_answer_seen(Transaction& tx, const QuestionId& id) {
  return expect_found(tx.exec("UPDATE case_questions SET seen = $2 WHERE id = $1 AND status = 'answered'", id, true));
}

core::Result<std::int64_t> count_open_questions(Transaction& tx, const CaseId& id) {
  const auto open = TRY(tx.one<std::int64_t>("SELECT COUNT(*) FROM case_questions WHERE case_id = $1 AND status = 'open'", id));
  return open.value_or(0);
}

core::Result<void> insert_evidence_file(Transaction& tx, const EvidenceFileRow& file, core::ByteView content) {
  TRY(insert<"evidence_files">(tx, file));
  return done(tx.exec("INSERT INTO evidence_contents (file_id, content) VALUES ($1, $2)", file.id, content));
}

core::Result<EvidenceFileRow> load_evidence_file(Transaction& tx, const FileId& id) {
  return load<EvidenceFileRow, "FROM evidence_files WHERE id = $1">(tx, id);
}

core::Result<core::Bytes> load_evidence_content(Transaction& tx, const FileId& id) {
  return TRY(load<ContentRow, "FROM evidence_contents WHERE file_id = $1">(tx, id)).content;
}

core::Result<std::vector<EvidenceFileRow>> list_evidence_files(Transaction& tx, const CaseId& id) {
  return list<EvidenceFileRow, "FROM evidence_files WHERE case_id = $1 ORDER BY uploaded_at, id">(tx, id);
}

core::Result<void> decide_evidence_file(Transaction& tx, const EvidenceFileRow& file) {
  return expect_current(
      tx.exec("UPDATE evidence_files SET status = $2, decided_by = $3, decision_reason = $4, decided_at = $5, category = $6 "
              "WHERE id = $1 AND status = 'unverified'",
              file.id, file.status, file.decided_by, file.decision_reason, file.decided_at, file.category));
}

core::Result<void> insert_case_decision(Transaction& tx, const CaseDecisionRow& decision) { return insert<"case_decisions">(tx, decision); }

core::Result<std::vector<CaseDecisionRow>> list_case_decisions(Transaction& tx, const CaseId& id) {
  return list<CaseDecisionRow, "FROM case_decisions WHERE case_id = $1 ORDER BY decided_at, id">(tx, id);
}

core::Result<void> insert_difference(Transaction& tx, const DifferenceRow& difference) {
  return insert<"difference_decisions">(tx, difference);
}

core::Result<std::vector<DifferenceRow>> list_differences(Transaction& tx, const CaseId& id) {
  return list<DifferenceRow, "FROM difference_decisions WHERE case_id = $1 ORDER BY decided_at, id">(tx, id);
}

core::Result<std::int64_t> count_draft_savings(Transaction& tx, const ApplicationId& application) {
  const auto saved =
      TRY(tx.one<std::int64_t>("SELECT COUNT(*) FROM audit_events WHERE object = $1 AND action = 'draft_saved'", application));
  return saved.value_or(0);
}

core::Result<Page<HistoryRow>> list_case_history(Transaction& tx, const HistoryQuery& query) {
  const auto after = TRY(parse_cursor(query.after));
  std::string sql(history);
  if (after) sql += " WHERE (at, id) < ($3, $4)";
  sql += " ORDER BY at DESC, id DESC LIMIT $5";
  const std::int64_t seen = after ? TRY(cursor_number(*after)) : 0;
  Page<HistoryRow> page{
      TRY(tx.query<HistoryRow>(sql, query.case_id, query.application_id, seen, after ? after->id : std::string(), query.limit + 1)),
      std::nullopt};
  if (page.items.size() <= static_cast<std::size_t>(query.limit)) return page;
  page.items.pop_back();
  const auto& last = page.items.back();
  page.next = to_text({std::to_string(core::to_unix(last.at)), last.id});
  return page;
}

} // namespace storage
