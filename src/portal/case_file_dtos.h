#pragma once

#include "domain/correlation.h"
#include "http/dto.h"
#include "usecases/case_history.h"
#include "usecases/case_view.h"

#include <string>
#include <vector>

/// What a case's file shows besides steps, records and calls.
namespace portal {

struct CaseQuestion {
  std::string id;
  std::string text;
  std::string made_from;
  bool wants_document = false;
  std::string status;
  std::string asked_by_name;
  core::Instant asked_at{};
  std::string answer;
  std::optional<core::Instant> closed_at;
  bool seen = false;
};
BOOST_DESCRIBE_STRUCT(CaseQuestion, (), (id, text, made_from, wants_document, status, asked_by_name, asked_at, answer, closed_at, seen))

struct EvidenceFile {
  std::string id;
  std::string step;
  std::string category;
  std::string subject;
  std::string source;
  std::string method;
  std::string note;
  std::string file_name;
  std::string media_type;
  std::int64_t size = 0;
  std::string sha256;
  std::string status;
  std::optional<std::string> question_id;
  bool from_applicant = false;
  std::string uploaded_by_name; ///< empty: the applicant
  core::Instant uploaded_at{};
  std::string decided_by_name;
  std::string decision_reason;
  std::optional<core::Instant> decided_at;
  std::string shown_name;
  std::string shown_address;
  std::string issued_on;
  std::string url;
};
BOOST_DESCRIBE_STRUCT(EvidenceFile, (),
                      (id, step, category, subject, source, method, note, file_name, media_type, size, sha256, status, question_id,
                       from_applicant, uploaded_by_name, uploaded_at, decided_by_name, decision_reason, decided_at, shown_name,
                       shown_address, issued_on, url))

struct CaseDecisionEntry {
  std::string id;
  std::string kind;
  std::string decided_by_name; ///< empty: the program itself
  std::string note;
  std::string reason_code; ///< of a rejection
  core::Instant decided_at{};
  static std::string dto_name() { return "CaseDecision"; }
};
BOOST_DESCRIBE_STRUCT(CaseDecisionEntry, (), (id, kind, decided_by_name, note, reason_code, decided_at))

struct CorrelatedText {
  std::string source;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(CorrelatedText, (), (source, text))
struct CorrelationLine {
  std::string key;
  std::string topic;
  std::vector<CorrelatedText> values;
  std::optional<std::string> match;
  std::optional<bool> accepted;
  std::string reason;
  std::string decided_by_name;
  std::optional<core::Instant> decided_at;
  bool decidable = false; ///< differs, and is decided here
};
BOOST_DESCRIBE_STRUCT(CorrelationLine, (), (key, topic, values, match, accepted, reason, decided_by_name, decided_at, decidable))
struct Correlation {
  std::vector<CorrelationLine> rows;
  bool complete = false;     ///< every difference has a decision that accepts it
  std::int64_t compared = 0; ///< rows in which the evidence speaks
};
BOOST_DESCRIBE_STRUCT(Correlation, (), (rows, complete, compared))

struct HistoryEntry {
  std::string id;
  core::Instant at{};
  std::string actor;
  std::string actor_kind;
  std::string actor_name;
  std::vector<std::string> actor_roles;
  std::string action;
  std::string words;
  std::string text;
  std::string subject;
  std::vector<std::string> subject_roles;
  std::int64_t count = 1;
  std::string difference;       ///< key of the sheet's row that was decided on, or empty
  std::optional<bool> accepted; ///< the decision
};
BOOST_DESCRIBE_STRUCT(HistoryEntry, (),
                      (id, at, actor, actor_kind, actor_name, actor_roles, action, words, text, subject, subject_roles, count, difference,
                       accepted))

struct QuestionTemplateDto {
  std::string key;
  std::string title;
  std::string text;
  bool wants_document = false;
  static std::string dto_name() { return "QuestionTemplate"; }
};
BOOST_DESCRIBE_STRUCT(QuestionTemplateDto, (), (key, title, text, wants_document))
struct MailPreview {
  std::string subject;
  std::string body;
};
BOOST_DESCRIBE_STRUCT(MailPreview, (), (subject, body))

std::vector<CaseQuestion> to_questions(const usecases::CaseView& view);
std::vector<EvidenceFile> to_files(const usecases::CaseView& view);
std::vector<CaseDecisionEntry> to_decisions(const usecases::CaseView& view);
Correlation to_dto(const std::vector<domain::CorrelationRow>& rows, const std::map<std::string, std::string>& people);
HistoryEntry to_dto(const usecases::HistoryLine& line, core::Language language);

} // namespace portal
