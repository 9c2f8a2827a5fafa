#include "portal/case_dtos.h"

#include "domain/contacts.h"
#include "domain/errors.h"
#include "domain/states.h"

#include <algorithm>

namespace portal {
namespace {

std::string name_of(const usecases::CaseView& view, const std::string& user) {
  const auto found = view.people.find(user);
  return found == view.people.end() ? user : found->second;
}
std::optional<std::string> text(const std::optional<storage::UserId>& id) { return id ? std::optional(id->str()) : std::nullopt; }
std::optional<std::string> name(const usecases::CaseView& view, const std::optional<storage::UserId>& id) {
  return id ? std::optional(name_of(view, id->str())) : std::nullopt;
}

CaseOrganization to_organization(const storage::OrganizationRow& row) {
  return {row.name,
          row.name_kana,
          row.name_latin,
          row.corporate_number,
          row.postal_code,
          row.state,
          row.locality,
          row.street,
          row.phone,
          row.certificate_organization,
          row.certificate_state,
          row.certificate_locality,
          row.at_most_ten_members,
          row.status};
}

CaseContact to_contact(const storage::ContactRow& row) {
  return {row.id.str(), row.role,       row.family_name, row.given_name, row.family_kana, row.given_kana,
          row.employer, row.department, row.title,       row.email,      row.phone};
}

domain::Person to_person(const storage::ContactRow& row) {
  return {row.family_name, row.given_name, row.family_kana, row.given_kana, row.employer, row.department, row.title, row.email, row.phone};
}

std::vector<CallAnswerDto> to_answers(const std::string& json) {
  std::vector<CallAnswerDto> answers;
  boost::system::error_code failed;
  const auto parsed = boost::json::parse(json, failed);
  if (failed || !parsed.is_array()) return answers;
  for (const auto& item : parsed.as_array())
    answers.push_back({std::string(item.at("question").as_string()), std::string(item.at("answer").as_string())});
  return answers;
}

CallDto to_call(const storage::CallRow& row) {
  CallDto dto;
  dto.id = row.id.str();
  dto.case_id = row.case_id.str();
  dto.step = row.step;
  dto.status = row.status;
  dto.scheduled_at = row.scheduled_at;
  dto.language = row.language;
  dto.number = row.number;
  dto.number_source = row.number_source;
  dto.outcome = row.outcome;
  dto.answers = to_answers(row.answers);
  dto.note = row.note;
  if (!row.called_by.empty()) dto.called_by = row.called_by;
  dto.called_at = row.called_at;
  return dto;
}

CaseRecord to_record(const usecases::CaseView& view, const storage::RecordRow& row) {
  CaseRecord dto{row.id.str(),
                 row.step,
                 row.kind,
                 row.subject,
                 row.source,
                 row.method,
                 row.outcome,
                 {},
                 row.evidence_sha256,
                 row.collected_by,
                 name_of(view, row.collected_by),
                 row.collected_at};
  boost::system::error_code failed;
  auto facts = boost::json::parse(row.facts, failed);
  if (!failed && facts.is_object()) dto.facts = std::move(facts.as_object());
  return dto;
}

/// What speaks against these people in their roles, shown beside the evidence (B06).
std::vector<PersonConflict> conflicts(const usecases::World& world, const usecases::CaseView& view, core::Language language) {
  domain::Contacts contacts;
  for (const auto& contact : view.contacts) {
    if (contact.role == "technical") contacts.technical = to_person(contact);
    if (contact.role == "authorization") contacts.authorization = to_person(contact);
  }
  const auto product = world.catalogue.product(view.application.product);
  const auto level = product ? (*product)->level : domain::ValidationLevel::ov;
  std::vector<PersonConflict> list;
  for (const auto& problem : domain::contact_problems(contacts, view.organization.name, level, view.organization.at_most_ten_members))
    list.push_back({std::string(problem.error.code.name), core::describe(problem.error, language)});
  return list;
}

core::Result<void> may_approve(const usecases::CaseView& view, const std::string& viewer) {
  const auto status = domain::parse_state<domain::CaseStatus>(view.row.status).value();
  TRY(domain::check_move(status, domain::CaseStatus::approved));
  const bool collected = std::ranges::any_of(view.records, [&](const auto& record) { return record.collected_by == viewer; });
  if (collected || (view.row.recommended_by && view.row.recommended_by->str() == viewer)) return core::fail(domain::errors::four_eyes);
  if (view.line.row.open_hits > 0) return core::fail(domain::errors::hits_open, {{"count", std::to_string(view.line.row.open_hits)}});
  return {};
}

std::vector<Action> actions_of(const usecases::CaseView& view, const std::string& viewer, core::Language language) {
  const auto status = domain::parse_state<domain::CaseStatus>(view.row.status).value();
  const auto move = [&](domain::CaseStatus to) { return domain::check_move(status, to); };
  auto recommend = move(domain::CaseStatus::in_review);
  if (recommend && view.line.row.open_steps > 0)
    recommend = core::fail(domain::errors::steps_open, {{"steps", std::to_string(view.line.row.open_steps)}});
  return {make_action("recommend", recommend, language), make_action("approve", may_approve(view, viewer), language),
          make_action("reject", move(domain::CaseStatus::rejected), language)};
}

} // namespace

RegisterEntryDto to_dto(const storage::RegisterRow& row) {
  return {.source = row.source,
          .number = row.number,
          .registered_number = row.registered_number,
          .name = row.name,
          .name_kana = row.name_kana,
          .name_latin = row.name_latin,
          .kind = row.kind,
          .country = row.country,
          .prefecture = row.prefecture,
          .city = row.city,
          .street = row.street,
          .postal_code = row.postal_code,
          .active = row.active,
          .status = row.status,
          .closed_on = row.closed_on,
          .successor = row.successor,
          .updated_on = row.updated_on};
}

CaseSummary to_summary(const usecases::CaseLine& line) {
  const auto& row = line.row;
  CaseSummary dto{row.id.str(),
                  row.application_id.str(),
                  row.application_number,
                  row.organization_name,
                  row.product,
                  row.names,
                  row.status,
                  text(row.assigned_to),
                  row.assigned_name,
                  std::nullopt,
                  std::nullopt,
                  line.overdue,
                  row.open_steps,
                  row.opened_at,
                  row.open_hits};
  if (line.due) {
    dto.due_on = core::to_string(line.due->standard);
    dto.due_on_latest = core::to_string(line.due->latest);
  }
  return dto;
}

CallDto to_dto(const usecases::CallView& view) {
  auto dto = to_call(view.row);
  dto.application_number = view.application_number;
  dto.organization_name = view.organization_name;
  if (view.contact)
    dto.contact = CallContact{view.contact->role, view.contact->family_name + " " + view.contact->given_name, view.contact->department,
                              view.contact->title, view.contact->phone};
  for (const auto& question : view.script) dto.script.push_back({question.key, question.text});
  return dto;
}

CaseDetail to_dto(const usecases::World& world, const usecases::CaseView& view, const std::string& viewer, core::Language language) {
  CaseDetail dto;
  static_cast<CaseSummary&>(dto) = to_summary(view.line);
  dto.application_status = view.application.status;
  dto.language = view.application.language;
  dto.organization = to_organization(view.organization);
  for (const auto& contact : view.contacts) dto.contacts.push_back(to_contact(contact));
  for (const auto& step : view.steps)
    dto.steps.push_back({step.step, step.status, step.changed_at, step.record_id ? std::optional(step.record_id->str()) : std::nullopt});
  for (const auto& record : view.records) dto.records.push_back(to_record(view, record));
  for (const auto& call : view.calls) dto.calls.push_back(to_call(call));
  for (const auto& note : view.notes)
    dto.notes.push_back({note.id.str(), note.author, name_of(view, note.author), note.text, note.visible_to_applicant, note.at});
  dto.recommended_by = text(view.row.recommended_by);
  dto.recommended_name = name(view, view.row.recommended_by);
  dto.approved_by = text(view.row.approved_by);
  dto.approved_name = name(view, view.row.approved_by);
  if (view.application.certificate_id) dto.certificate_id = view.application.certificate_id->str();
  dto.person_conflicts = conflicts(world, view, language);
  dto.version = view.row.version;
  dto.actions = actions_of(view, viewer, language);
  return dto;
}

} // namespace portal
