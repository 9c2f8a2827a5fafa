#include "usecases/applicant_view.h"

#include "storage/case_file.h"

#include <map>

namespace usecases {
namespace {

void add_questions(std::vector<ApplicantEvent>& events, const std::vector<ApplicantQuestion>& questions) {
  for (const auto& question : questions) {
    events.push_back({question.asked_at, "question", question.text});
    for (const auto& document : question.documents) events.push_back({document.at, "document", document.file_name});
    if (question.answered_at) events.push_back({*question.answered_at, "answer", question.answer});
  }
}

void add_end(std::vector<ApplicantEvent>& events, const storage::ApplicationRow& row, const Application& shown) {
  if (const auto& ending = shown.ending) events.push_back({ending->at, ending->kind, ending->kind == "lapsed" ? "" : ending->what});
  if (row.status == "issued" && row.decided_at) events.push_back({*row.decided_at, "issued", ""});
}

} // namespace

core::Result<std::vector<ApplicantQuestion>> questions_for_applicant(storage::Transaction& tx, const storage::CaseId& id) {
  const auto files = TRY(storage::list_evidence_files(tx, id));
  std::vector<ApplicantQuestion> list;
  for (const auto& row : TRY(storage::list_questions(tx, id))) {
    if (row.status == "cancelled") continue;
    ApplicantQuestion question{row.id.str(), row.text, row.wants_document, row.status, row.asked_at, row.answer, row.closed_at, {}};
    for (const auto& file : files)
      if (file.question_id == row.id) question.documents.push_back({file.file_name, file.size, file.uploaded_at});
    list.push_back(std::move(question));
  }
  return list;
}

std::vector<ApplicantEvent> applicant_history(const storage::ApplicationRow& row, const Application& shown) {
  std::vector<ApplicantEvent> events;
  if (!row.submitted_at) return events;
  events.push_back({*row.submitted_at, "submitted", row.number});
  for (const auto& validation : shown.validations)
    if (validation.status == "valid" && validation.completed_at >= row.submitted_at)
      events.push_back({*validation.completed_at, "domain", validation.fqdn});
  for (const auto& step : shown.steps)
    if ((step.status == "passed" || step.status == "not_needed") && step.step != "domains" && step.step != "application")
      events.push_back({step.changed_at, "step", step.step});
  for (const auto& message : shown.messages) events.push_back({message.at, "message", message.text});
  add_questions(events, shown.questions);
  add_end(events, row, shown);
  std::multimap<core::Instant, ApplicantEvent> in_order;
  for (auto& event : events) in_order.emplace(event.at, std::move(event));
  events.clear();
  for (auto& [at, event] : in_order) events.push_back(std::move(event));
  return events;
}

} // namespace usecases
