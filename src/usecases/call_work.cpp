#include "usecases/call_work.h"

#include "domain/call_slots.h"
#include "domain/errors.h"
#include "domain/person.h"
#include "usecases/contact_person.h"
#include "usecases/dialled_number.h"
#include "usecases/errors.h"
#include "usecases/remind_of_calls.h"

#include <algorithm>

namespace usecases {
namespace {

constexpr std::int64_t any_number_of_seats = 1000;

core::Failure not_in_level(domain::Step step) {
  return core::fail(domain::errors::step_not_in_level, {{"step", std::string(domain::to_string(step))}});
}

/// The step of the other role that one call may serve.
std::optional<domain::Step> twin_of(domain::Step step) {
  if (step == domain::Step::authorization_call) return domain::Step::contract_signer_call;
  if (step == domain::Step::contract_signer_call) return domain::Step::authorization_call;
  return std::nullopt;
}

/// A failed step may be called for again, once what was wrong is mended.
bool has_result(std::string_view status) { return status == "passed" || status == "not_needed"; }

core::Result<bool> rests_on_withdrawn_number(storage::Transaction& tx, const std::optional<storage::RecordId>& id) {
  if (!id) return false;
  const auto record = TRY(storage::load_record(tx, *id));
  return record.organization_id && TRY(find_withdrawn_number_of(tx, *record.organization_id, record)).has_value();
}

/// The twin step where it is open, has no call of its own, and the same person answers for it.
core::Result<std::string> also_served(storage::Transaction& tx, const storage::CaseRow& row, domain::Step step,
                                      const storage::ContactRow& contact) {
  const auto twin = twin_of(step);
  if (!twin || !check_step_open(tx, row.id, *twin)) return std::string();
  if (TRY(find_open_call(tx, row.id, *twin))) return std::string();
  const auto other = TRY(storage::find_contact(tx, row.application_id, domain::to_string(domain::contact_of(*twin).value())));
  if (!other || !domain::is_same_addressee(to_person(contact), to_person(*other))) return std::string();
  return std::string(domain::to_string(*twin));
}

} // namespace

core::Result<storage::ContactRow> contact_of_step(storage::Transaction& tx, const storage::ApplicationId& application, domain::Step step) {
  const auto role = domain::contact_of(step);
  if (!role) return not_in_level(step);
  auto contact = TRY(storage::find_contact(tx, application, domain::to_string(*role)));
  if (!contact) return not_in_level(step);
  return std::move(*contact);
}

std::string callee_of_step(domain::Step step, const storage::ContactRow& contact, core::Language language) {
  return step == domain::Step::hr_call ? core::message(language, "calls", "callee.human_resources") : full_name(contact);
}

core::Result<void> check_step_open(storage::Transaction& tx, const storage::CaseId& id, domain::Step step) {
  const auto steps = TRY(storage::list_steps(tx, id));
  const auto found = std::ranges::find(steps, domain::to_string(step), &storage::StepRow::step);
  if (!domain::is_call(step) || found == steps.end()) return not_in_level(step);
  if (has_result(found->status) && !TRY(rests_on_withdrawn_number(tx, found->record_id)))
    return core::fail(errors::call_step_closed, {{"step", found->step}});
  return {};
}

core::Result<std::optional<storage::CallRow>> find_open_call(storage::Transaction& tx, const storage::CaseId& id, domain::Step step) {
  for (auto& call : TRY(storage::list_calls_of_case(tx, id))) {
    const bool open = call.status == "queued" || call.status == "scheduled";
    const bool serves = call.step == domain::to_string(step) || call.also_step == domain::to_string(step);
    if (open && serves) return std::optional(std::move(call));
  }
  return std::optional<storage::CallRow>{};
}

core::Result<storage::CallRow> draft_call(storage::Transaction& tx, const World& world, const storage::CaseRow& row, domain::Step step,
                                          std::optional<core::Language> language) {
  const auto application = TRY(storage::load_application(tx, row.application_id, storage::Tenant::any()));
  const auto contact = TRY(contact_of_step(tx, row.application_id, step));
  return storage::CallRow{.id = storage::CallId::make(),
                          .case_id = row.id,
                          .step = std::string(domain::to_string(step)),
                          .also_step = TRY(also_served(tx, row, step, contact)),
                          .contact_id = contact.id,
                          .status = "queued",
                          .scheduled_at = std::nullopt,
                          .due_at = world.clock.now(),
                          .revision = 0,
                          .booked_by = {},
                          .reminded_at = std::nullopt,
                          .language = language ? std::string(core::to_string(*language)) : application.language,
                          .number = {},
                          .number_shown = {},
                          .extension = {},
                          .number_source = {},
                          .outcome = {},
                          .reached_name = {},
                          .reached_department = {},
                          .answers = "[]",
                          .note = {},
                          .called_by = {},
                          .called_at = std::nullopt,
                          .stated_title = ""};
}

std::vector<domain::Step> steps_of(const storage::CallRow& call) {
  std::vector<domain::Step> steps;
  for (const auto& name : {call.step, call.also_step})
    if (const auto step = domain::parse_step(name)) steps.push_back(*step);
  return steps;
}

core::Result<void> set_steps(storage::Transaction& tx, const storage::CallRow& call, domain::StepStatus status, core::Instant now) {
  for (const auto step : steps_of(call))
    TRY(storage::set_step(tx,
                          {call.case_id, std::string(domain::to_string(step)), std::string(domain::to_string(status)), std::nullopt, now}));
  return {};
}

core::Result<int> count_unanswered(storage::Transaction& tx, const storage::CaseId& id, std::string_view step) {
  std::vector<storage::CallRow> made;
  for (auto& call : TRY(storage::list_calls_of_case(tx, id)))
    if (call.called_at && (call.step == step || call.also_step == step)) made.push_back(std::move(call));
  std::ranges::sort(made, {}, [](const auto& call) { return *call.called_at; });
  int count = 0;
  for (const auto& call : made) count = call.outcome == "no_answer" ? count + 1 : 0;
  return count;
}

std::optional<core::Instant> reminder_state(core::Instant at, core::Instant now) {
  if (at - now <= call_reminder_time) return now;
  return std::nullopt;
}

core::Result<void> seat_call(storage::Transaction& tx, const World& world, const storage::CallRow& call, core::Instant at) {
  static_cast<void>(TRY(storage::take_slot(tx, call.id, domain::call_slot_of(at, world.calendar), any_number_of_seats)));
  return {};
}

} // namespace usecases
