#pragma once

#include "storage/database.h"
#include "storage/ids.h"
#include "storage/page.h"

/// What a case's file holds besides records, calls and notes: questions to the applicant, documents, decisions, and its history.
namespace storage {

struct QuestionRow {
  QuestionId id;
  CaseId case_id;
  std::string made_from; ///< the key of its template, or empty
  std::string text;
  bool wants_document;
  std::string status; ///< open | answered | cancelled
  std::string asked_by;
  core::Instant asked_at;
  std::string answer;
  std::string closed_by;
  std::optional<core::Instant> closed_at;
  bool seen; ///< a specialist has taken note of the answer
};
BOOST_DESCRIBE_STRUCT(QuestionRow, (),
                      (id, case_id, made_from, text, wants_document, status, asked_by, asked_at, answer, closed_by, closed_at, seen))

core::Result<void> insert_question(Transaction& tx, const QuestionRow& question);
core::Result<QuestionRow> load_question(Transaction& tx, const QuestionId& id);
/// Oldest first.
core::Result<std::vector<QuestionRow>> list_questions(Transaction& tx, const CaseId& id);
/// Writes status, answer, who and when where the question is still open; `version_stale` otherwise.
core::Result<void> close_question(Transaction& tx, const QuestionRow& question);
core::Result<void> mark_answer_seen(Transaction& tx, const QuestionId& id);
core::Result<std::int64_t> count_open_questions(Transaction& tx, const CaseId& id);

/// A document of a case; its bytes are apart.
struct EvidenceFileRow {
  FileId id;
  CaseId case_id;
  RecordId record_id;
  std::optional<QuestionId> question_id;
  std::string step;
  std::string category;
  std::string file_name;
  std::string media_type; ///< by its content
  std::int64_t size;
  std::string sha256;
  std::string note;
  std::string status; ///< unverified | accepted | refused
  std::string uploaded_by;
  core::Instant uploaded_at;
  std::string decided_by;
  std::string decision_reason;
  std::optional<core::Instant> decided_at;
};
BOOST_DESCRIBE_STRUCT(EvidenceFileRow, (),
                      (id, case_id, record_id, question_id, step, category, file_name, media_type, size, sha256, note, status, uploaded_by,
                       uploaded_at, decided_by, decision_reason, decided_at))

core::Result<void> insert_evidence_file(Transaction& tx, const EvidenceFileRow& file, core::ByteView content);
core::Result<EvidenceFileRow> load_evidence_file(Transaction& tx, const FileId& id);
core::Result<core::Bytes> load_evidence_content(Transaction& tx, const FileId& id);
/// Oldest first.
core::Result<std::vector<EvidenceFileRow>> list_evidence_files(Transaction& tx, const CaseId& id);
/// Writes category, status, who, why and when where nobody has decided yet; `version_stale` otherwise.
core::Result<void> decide_evidence_file(Transaction& tx, const EvidenceFileRow& file);

/// A decision about the whole case; never changed.
struct CaseDecisionRow {
  DecisionId id;
  CaseId case_id;
  std::string kind; ///< recommended | approved | returned | rejected | reopened
  std::string decided_by;
  std::string note;
  std::string facts; ///< JSON: what lay before the one who decided
  core::Instant decided_at;
};
BOOST_DESCRIBE_STRUCT(CaseDecisionRow, (), (id, case_id, kind, decided_by, note, facts, decided_at))
core::Result<void> insert_case_decision(Transaction& tx, const CaseDecisionRow& decision);
/// Oldest first.
core::Result<std::vector<CaseDecisionRow>> list_case_decisions(Transaction& tx, const CaseId& id);

/// What a specialist decided on two words that differ; it holds as long as the same words are compared.
struct DifferenceRow {
  DifferenceId id;
  CaseId case_id;
  std::string field;
  std::string compared; ///< SHA-256 of the words
  bool accepted;
  std::string reason;
  std::string decided_by;
  core::Instant decided_at;
};
BOOST_DESCRIBE_STRUCT(DifferenceRow, (), (id, case_id, field, compared, accepted, reason, decided_by, decided_at))
core::Result<void> insert_difference(Transaction& tx, const DifferenceRow& difference);
/// Oldest first: a later decision on a field takes the place of an earlier one.
core::Result<std::vector<DifferenceRow>> list_differences(Transaction& tx, const CaseId& id);

/// A line of a case's history: an audit event of the case, its application, their validations or consent links, or a mail about them.
struct HistoryRow {
  core::Instant at;
  std::string id;
  std::string actor;
  std::string action;
  std::string object;  ///< of a mail the address that it went to
  std::string details; ///< JSON; of a mail its payload
};
BOOST_DESCRIBE_STRUCT(HistoryRow, (), (at, id, actor, action, object, details))
struct HistoryQuery {
  CaseId case_id;
  ApplicationId application_id;
  std::string after = {};
  std::int64_t limit = 50;
};
/// Newest first. Of the savings of a draft only the last is told.
core::Result<Page<HistoryRow>> list_case_history(Transaction& tx, const HistoryQuery& query);
/// How often its draft was saved.
core::Result<std::int64_t> count_draft_savings(Transaction& tx, const ApplicationId& application);

} // namespace storage
