#include "portal/case_file_dtos.h"

#include "usecases/file_facts.h"

#include <algorithm>

namespace portal {
namespace {

std::string name_in(const std::map<std::string, std::string>& people, const std::string& id) {
  const auto found = people.find(id);
  return found == people.end() ? "" : found->second;
}

EvidenceFile to_file(const usecases::CaseView& view, const storage::EvidenceFileRow& row) {
  EvidenceFile file;
  file.id = row.id.str();
  file.step = row.step;
  file.category = row.category;
  const auto record = std::ranges::find(view.records, row.record_id, &storage::RecordRow::id);
  if (record != view.records.end()) {
    file.subject = record->subject;
    file.source = record->source;
    file.method = record->method;
  }
  file.note = row.note;
  file.file_name = row.file_name;
  file.media_type = row.media_type;
  file.size = row.size;
  file.sha256 = row.sha256;
  file.status = row.status;
  if (row.question_id) file.question_id = row.question_id->str();
  file.uploaded_by_name = name_in(view.people, row.uploaded_by);
  file.from_applicant = !row.uploaded_by.starts_with("usr_");
  file.uploaded_at = row.uploaded_at;
  file.decided_by_name = name_in(view.people, row.decided_by);
  file.decision_reason = row.decision_reason;
  file.decided_at = row.decided_at;
  const auto shown = usecases::shown_by_file(row, view.records);
  file.shown_name = shown.name;
  file.shown_address = shown.address;
  file.issued_on = shown.issued_on;
  file.url = "/api/v1/evidence-files/" + row.id.str();
  return file;
}

std::string reason_code_of(const storage::CaseDecisionRow& row) {
  boost::system::error_code failed;
  const auto facts = boost::json::parse(row.facts, failed);
  const auto* code = failed || !facts.is_object() ? nullptr : facts.get_object().if_contains("reasonCode");
  return code != nullptr && code->is_string() ? std::string(code->get_string()) : std::string();
}

CorrelationLine to_line(const domain::CorrelationRow& row, const std::map<std::string, std::string>& people) {
  CorrelationLine line{row.key, row.topic, {}, {}, {}, {}, {}, {}, false};
  for (const auto& value : row.values) line.values.push_back({value.source, value.text});
  if (row.match) line.match = std::string(domain::to_string(*row.match));
  line.decidable = row.match == domain::Match::different && !row.key.starts_with("register.");
  if (!row.verdict) return line;
  line.accepted = row.verdict->accepted;
  line.reason = row.verdict->reason;
  line.decided_by_name = name_in(people, row.verdict->decided_by);
  line.decided_at = row.verdict->decided_at;
  return line;
}

} // namespace

std::vector<CaseQuestion> to_questions(const usecases::CaseView& view) {
  std::vector<CaseQuestion> list;
  for (const auto& row : view.questions)
    list.push_back({row.id.str(), row.text, row.made_from, row.wants_document, row.status, name_in(view.people, row.asked_by), row.asked_at,
                    row.answer, row.closed_at, row.seen});
  return list;
}

std::vector<EvidenceFile> to_files(const usecases::CaseView& view) {
  std::vector<EvidenceFile> list;
  for (const auto& row : view.files) list.push_back(to_file(view, row));
  return list;
}

std::vector<CaseDecisionEntry> to_decisions(const usecases::CaseView& view) {
  std::vector<CaseDecisionEntry> list;
  for (const auto& row : view.decisions)
    list.push_back({row.id.str(), row.kind, name_in(view.people, row.decided_by), row.note, reason_code_of(row), row.decided_at});
  return list;
}

Correlation to_dto(const std::vector<domain::CorrelationRow>& rows, const std::map<std::string, std::string>& people) {
  Correlation dto{{}, domain::check_differences(rows).has_value(), domain::count_compared(rows)};
  for (const auto& row : rows) dto.rows.push_back(to_line(row, people));
  return dto;
}

HistoryEntry to_dto(const usecases::HistoryLine& line, core::Language language) {
  const auto& actor = line.actor;
  return {line.row.id,     line.row.at,  line.row.actor,     actor.kind,
          actor.name,      actor.roles,  line.row.action,    core::message(language, "actions", line.row.action),
          line.text,       line.subject, line.subject_roles, line.count,
          line.difference, line.accepted};
}

} // namespace portal
