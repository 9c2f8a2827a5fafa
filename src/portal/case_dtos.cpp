#include "portal/case_dtos.h"

#include "domain/errors.h"
#include "domain/states.h"
#include "usecases/end_application.h"
#include "usecases/errors.h"
#include "usecases/register_rows.h"

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

core::Result<void> may_approve(const usecases::CaseView& view, const std::string& viewer) {
  const auto status = domain::parse_state<domain::CaseStatus>(view.row.status).value();
  TRY(domain::check_case_move(status, domain::CaseStatus::approved));
  TRY(domain::check_four_eyes(view.four_eyes, viewer));
  if (view.line.row.open_hits > 0) return core::fail(domain::errors::hits_open, {{"count", std::to_string(view.line.row.open_hits)}});
  return {};
}

/// The case stays approved once its certificate is issued; the application does not.
core::Result<void> may_reject(const usecases::CaseView& view) {
  TRY(domain::check_move(domain::parse_state<domain::CaseStatus>(view.row.status).value(), domain::CaseStatus::rejected));
  return domain::check_move(domain::parse_state<domain::ApplicationStatus>(view.application.status).value(),
                            domain::ApplicationStatus::rejected);
}

std::vector<Action> actions_of(const usecases::CaseView& view, const std::string& viewer, core::Language language) {
  const auto status = domain::parse_state<domain::CaseStatus>(view.row.status).value();
  const auto move = [&](domain::CaseStatus to) { return domain::check_case_move(status, to); };
  auto recommend = move(domain::CaseStatus::in_review);
  if (recommend) recommend = view.evidence;
  const auto give_back =
      status == domain::CaseStatus::in_review ? core::Result<void>{} : domain::refuse_move("case", view.row.status, "open");
  const bool works = status == domain::CaseStatus::open || status == domain::CaseStatus::waiting_for_applicant;
  const auto redo = works ? core::Result<void>{} : domain::refuse_move("case", view.row.status, "open");
  const auto issue = view.application.status == "approved"
                         ? core::Result<void>{}
                         : core::fail(usecases::errors::application_not_approved, {{"status", view.application.status}});
  return {make_action("recommend", recommend, language),
          make_action("approve", may_approve(view, viewer), language),
          make_action("return", give_back, language),
          make_action("reject", may_reject(view), language),
          make_action("withdraw", usecases::check_withdrawable(view.application), language),
          make_action("reopenStep", redo, language),
          make_action("issue", issue, language)};
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
          .updated_on = row.updated_on,
          .changed_on = row.changed_on,
          .renamed = usecases::is_renamed(row)};
}

CaseSummary to_summary(const usecases::World& world, const usecases::CaseLine& line, core::Language language) {
  const auto& row = line.row;
  const auto product = world.catalogue.product(row.product);
  CaseSummary dto;
  dto.id = row.id.str();
  dto.application_id = row.application_id.str();
  dto.application_number = row.application_number;
  dto.organization_name = row.organization_name;
  dto.order_number = row.order_number;
  dto.product = row.product;
  dto.product_name = product ? (*product)->name.in(language) : row.product;
  dto.level = domain::to_string(level_of(world, row.product));
  dto.term_years = row.term_years;
  dto.names = row.names;
  dto.status = row.status;
  dto.assigned_to = text(row.assigned_to);
  dto.assigned_name = row.assigned_name;
  dto.overdue = line.overdue;
  dto.open_steps = row.open_steps;
  dto.sent_back = row.sent_back;
  dto.unseen_answers = row.unseen_answers;
  dto.opened_at = row.opened_at;
  dto.open_hits = row.open_hits;
  if (line.due) {
    dto.due_on = core::to_string(line.due->standard);
    dto.due_on_latest = core::to_string(line.due->latest);
  }
  if (!line.clock) return dto;
  auto& clock =
      dto.clock.emplace(CaseClockDto{line.clock->left.count(), world.calendar.day_length().count(), line.clock->waiting_days, {}});
  for (const auto flag : line.clock->flags) clock.flags.emplace_back(domain::to_string(flag));
  return dto;
}

namespace {

CaseDetail to_dto(const usecases::World& world, const usecases::CaseView& view, const std::string& viewer, core::Language language) {
  CaseDetail dto;
  static_cast<CaseSummary&>(dto) = to_summary(world, view.line, language);
  dto.application_status = view.application.status;
  dto.language = view.application.language;
  dto.organization = to_organization(view.organization);
  dto.registration = to_registration(view.organization);
  for (const auto& contact : view.contacts) dto.contacts.push_back(to_contact(contact));
  for (const auto& step : view.steps)
    dto.steps.push_back({step.step, step.status, step.changed_at, step.record_id ? std::optional(step.record_id->str()) : std::nullopt});
  for (const auto& record : view.records) dto.records.push_back(to_record(view, record));
  for (const auto& call : view.calls) dto.calls.push_back(portal::to_dto(call));
  for (const auto& note : view.notes)
    dto.notes.push_back({note.id.str(), note.author, name_of(view, note.author), note.text, note.visible_to_applicant, note.at});
  dto.questions = to_questions(view);
  dto.files = to_files(view);
  dto.decisions = to_decisions(view);
  dto.waiting_since = view.row.waiting_since;
  dto.recommended_by = text(view.row.recommended_by);
  dto.recommended_name = name(view, view.row.recommended_by);
  dto.approved_by = text(view.row.approved_by);
  dto.approved_name = name(view, view.row.approved_by);
  if (view.application.certificate_id) dto.certificate_id = view.application.certificate_id->str();
  if (const auto& change = view.register_change)
    dto.register_change = RegisterChange{std::string(change->code.name), core::describe(*change, language)};
  dto.person_conflicts = to_conflicts(world, view, language);
  dto.person_pairs = to_pairs(view);
  dto.version = view.row.version;
  dto.actions = actions_of(view, viewer, language);
  return dto;
}

} // namespace

core::Result<http::Reply<CaseDetail>> show_case(usecases::World& world, const http::CallContext& call, const storage::CaseId& id) {
  return to_dto(world, TRY(usecases::view_case(world, id)), call.principal.user_id, call.language);
}

} // namespace portal
