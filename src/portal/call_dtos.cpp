#include "portal/call_dtos.h"

#include "core/text.h"
#include "usecases/contact_person.h"

#include <boost/json.hpp>

namespace portal {
namespace {

std::vector<CallAnswerDto> to_answers(const std::string& json) {
  std::vector<CallAnswerDto> answers;
  boost::system::error_code failed;
  const auto parsed = boost::json::parse(json, failed);
  if (failed || !parsed.is_array()) return answers;
  for (const auto& item : parsed.as_array())
    answers.push_back({std::string(item.at("question").as_string()), std::string(item.at("answer").as_string())});
  return answers;
}

} // namespace

CallDto to_dto(const storage::CallRow& row) {
  CallDto dto;
  dto.id = row.id.str();
  dto.case_id = row.case_id.str();
  dto.step = row.step;
  if (!row.also_step.empty()) dto.also_step = row.also_step;
  dto.status = row.status;
  dto.scheduled_at = row.scheduled_at;
  dto.due_at = row.due_at;
  dto.language = row.language;
  dto.number = row.number;
  dto.number_shown = row.number_shown;
  dto.extension = row.extension;
  dto.number_source = row.number_source;
  dto.outcome = row.outcome;
  dto.reached_name = row.reached_name;
  dto.reached_department = row.reached_department;
  dto.stated_title = row.stated_title;
  dto.answers = to_answers(row.answers);
  dto.note = row.note;
  if (!row.called_by.empty()) dto.called_by = row.called_by;
  dto.called_at = row.called_at;
  return dto;
}

CallDto to_dto(const usecases::CallView& view) {
  auto dto = to_dto(view.row);
  dto.application_number = view.application_number;
  dto.organization_name = view.organization_name;
  dto.overdue = view.overdue;
  dto.unanswered = view.unanswered;
  dto.advice = view.advice;
  if (!view.called_by_name.empty()) dto.called_by_name = view.called_by_name;
  if (const auto& contact = view.contact)
    dto.contact = CallContact{contact->role,
                              usecases::full_name(*contact),
                              core::trim(contact->family_kana + " " + contact->given_kana),
                              contact->department,
                              contact->title,
                              contact->phone};
  dto.reception = view.script.reception;
  dto.greeting = view.script.greeting;
  for (const auto& question : view.script.questions) dto.script.push_back({question.key, question.text});
  dto.closing = view.script.closing;
  for (const auto& addition : view.additions) {
    const auto author = view.people.find(addition.added_by);
    dto.additions.push_back({addition.text, author == view.people.end() ? "" : author->second, addition.added_at});
  }
  return dto;
}

PhoneBookDto to_dto(const usecases::PhoneBook& book) {
  PhoneBookDto dto;
  for (const auto& entry : book.numbers)
    dto.numbers.push_back({entry.row.id.str(), entry.row.number, entry.row.shown, entry.row.extension, entry.row.source, entry.row.evidence,
                           entry.found_by_name, entry.row.found_at, entry.dialable, entry.row.withdrawn_at, entry.withdrawn_by_name,
                           entry.row.withdrawal_reason});
  for (const auto& entry : book.claimed) dto.claimed.push_back({entry.number, entry.shown, entry.whose, entry.confirmed});
  dto.unreachable = book.unreachable;
  return dto;
}

} // namespace portal
