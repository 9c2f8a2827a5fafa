#include "usecases/calls.h"

#include "core/text.h"
#include "domain/call_slots.h"
#include "domain/errors.h"
#include "storage/accounts.h"
#include "usecases/call_work.h"
#include "usecases/case_work.h"
#include "usecases/errors.h"
#include "usecases/four_eyes.h"
#include "usecases/mail_about_call.h"
#include "usecases/phone_book.h"

#include <algorithm>

namespace usecases {
namespace {

std::string answers_json(const std::vector<domain::CallAnswer>& answers) {
  boost::json::array list;
  for (const auto& answer : answers) list.push_back(boost::json::object{{"question", answer.question}, {"answer", answer.answer}});
  return boost::json::serialize(list);
}

std::string_view record_outcome(domain::StepStatus status) {
  if (status == domain::StepStatus::passed) return "passed";
  return status == domain::StepStatus::failed ? "failed" : "inconclusive";
}

void dial(storage::CallRow& call, const storage::NumberRow& number) {
  call.number = number.number;
  call.number_shown = number.shown;
  call.extension = number.extension;
  call.number_source = number.source;
}

core::Result<void> check_call_ahead(const World& world, core::Instant at) {
  TRY(domain::check_call_near(at, world.clock.now(), world.config.desk.call_days_ahead, world.calendar));
  TRY(domain::check_call_time(at, world.calendar));
  if (at <= world.clock.now()) return core::fail(errors::call_time_past);
  return {};
}

/// Writes a new call into the queue or the calendar, and moves its steps.
core::Result<void> add_call(storage::Transaction& tx, const World& world, const Actor& actor, storage::CallRow& call,
                            std::optional<core::Instant> at) {
  if (at) TRY(check_call_ahead(world, *at));
  call.booked_by = actor.id;
  if (at) {
    call.status = "scheduled";
    call.scheduled_at = call.due_at = *at;
    call.reminded_at = reminder_state(*at, world.clock.now());
  }
  TRY(storage::insert_call(tx, call));
  TRY(set_steps(tx, call, at ? domain::StepStatus::scheduled : domain::StepStatus::in_progress, world.clock.now()));
  if (!at) return {};
  TRY(seat_call(tx, world, call, *at));
  return mail_about_call(tx, world, call, CallMail::booked);
}

core::Result<void> check_no_open_call(storage::Transaction& tx, const storage::CaseId& id, domain::Step step) {
  if (!TRY(find_open_call(tx, id, step))) return {};
  return core::fail(errors::call_already_open, {{"step", std::string(domain::to_string(step))}});
}

core::Result<storage::CallRow> insert_new_call(storage::Transaction& tx, const World& world, const Actor& actor, const NewCall& wanted) {
  const auto row = TRY(load_open_case_for(tx, wanted.case_id, actor));
  TRY(check_step_open(tx, row.id, wanted.step));
  TRY(check_no_open_call(tx, row.id, wanted.step));
  auto call = TRY(draft_call(tx, world, row, wanted.step, wanted.language));
  if (wanted.number) dial(call, TRY(load_dialable(tx, row, *wanted.number)));
  TRY(add_call(tx, world, actor, call, wanted.scheduled_at));
  TRY(storage::update_case(tx, row));
  boost::json::object details{{"call", call.id.str()}, {"step", call.step}, {"number", call.number}};
  if (call.scheduled_at) details["at"] = core::to_rfc3339(*call.scheduled_at);
  audit_case(tx, actor, row, call.scheduled_at ? "call_booked" : "call_queued", std::move(details), world.clock.now());
  return call;
}

/// What was agreed for later: the same call once more.
core::Result<void> book_call_back(storage::Transaction& tx, const World& world, const Actor& actor, const storage::CallRow& call,
                                  core::Instant at) {
  auto next = call;
  next.id = storage::CallId::make();
  next.status = "queued";
  next.revision = 0;
  next.outcome = next.reached_name = next.reached_department = next.note = next.called_by = next.stated_title = {};
  next.answers = "[]";
  next.called_at = next.reminded_at = std::nullopt;
  return add_call(tx, world, actor, next, at);
}

boost::json::object facts_of(const storage::CallRow& call, const std::vector<domain::CallAnswer>& answers) {
  return {{"call", call.id.str()},
          {"number", call.number},
          {"extension", call.extension},
          {"language", call.language},
          {"outcome", call.outcome},
          {"reached", call.reached_name},
          {"department", call.reached_department},
          {"statedTitle", call.stated_title},
          {"answers", boost::json::parse(answers_json(answers))},
          {"note", call.note}};
}

/// One step's evidence and status after the call.
core::Result<void> conclude_step(storage::Transaction& tx, const storage::CaseRow& row, const Actor& actor, const storage::CallRow& call,
                                 const domain::CallReport& report) {
  const auto status = TRY(domain::step_after_call(report));
  const auto now = call.called_at.value();
  const auto record = TRY(add_record(tx, row, actor,
                                     {.step = report.step,
                                      .kind = "call",
                                      .subject = call.number,
                                      .source = call.number_source,
                                      .method = "telephone",
                                      .outcome = std::string(record_outcome(status)),
                                      .facts = facts_of(call, report.answers)},
                                     now));
  TRY(storage::set_step(tx, {row.id, std::string(domain::to_string(report.step)), std::string(domain::to_string(status)), record, now}));
  audit_case(tx, actor, row, "call_recorded",
             {{"call", call.id.str()}, {"step", domain::to_string(report.step)}, {"outcome", call.outcome}, {"record", record.str()}}, now);
  return {};
}

core::Result<void> check_report(const World& world, const storage::CallRow& call, const CallOutcomeReport& report) {
  if (call.status == "done" || call.status == "cancelled") return domain::refuse_move("call", call.status, "done");
  if (call.number.empty()) return core::fail(errors::call_number_missing);
  if (report.outcome == domain::CallOutcome::reached && call.reached_name.empty()) return core::fail(errors::call_person_missing);
  if (report.outcome != domain::CallOutcome::call_back) return {};
  if (!report.call_back_at) return core::fail(errors::call_back_time_missing);
  return check_call_ahead(world, *report.call_back_at);
}

void fill_in(storage::CallRow& call, const Actor& actor, const CallOutcomeReport& report, core::Instant now) {
  call.outcome = domain::to_string(report.outcome);
  call.answers = answers_json(report.answers);
  call.reached_name = core::trim(report.reached_name);
  call.reached_department = core::trim(report.reached_department);
  call.stated_title = core::trim(report.stated_title);
  call.note = report.note;
  call.called_by = actor.id;
  call.called_at = now;
  if (report.language) call.language = core::to_string(*report.language);
}

/// One made before its booked time stands where it was made, and nobody is reminded of it; `scheduled_at` keeps what was booked.
void close_as_held(storage::CallRow& call, core::Instant now) {
  call.status = "done";
  call.due_at = std::min(call.due_at, now);
}

core::Result<void> flag_unreachable(storage::Transaction& tx, const storage::CaseRow& row, const Actor& actor,
                                    const storage::CallRow& call) {
  const auto count = TRY(count_unanswered(tx, row.id, call.step));
  if (count == domain::unanswered_limit) audit_case(tx, actor, row, "case_unreachable", {{"step", call.step}}, call.called_at.value());
  return {};
}

} // namespace

core::Result<storage::CallRow> create_call(World& world, const Actor& actor, const NewCall& call) {
  return world.database.write([&](storage::Transaction& tx) { return insert_new_call(tx, world, actor, call); });
}

core::Result<storage::CallRow> record_call_outcome(World& world, const Actor& actor, const CallOutcomeReport& report) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<storage::CallRow> {
    auto call = TRY(storage::load_call(tx, report.call));
    const auto row = TRY(load_open_case_for(tx, call.case_id, actor));
    if (report.number) dial(call, TRY(load_dialable(tx, row, *report.number)));
    fill_in(call, actor, report, now);
    TRY(check_report(world, call, report));
    TRY(check_not_withdrawn(tx, row, call));
    close_as_held(call, now);
    TRY(storage::update_call(tx, call));
    TRY(storage::free_slot(tx, call.id));
    const auto source = domain::parse_number_source(call.number_source).value();
    const auto steps = steps_of(call);
    for (const auto step : steps)
      TRY(conclude_step(tx, row, actor, call,
                        {step, call.number, source, report.outcome, domain::answers_for(step, steps, report.answers)}));
    if (report.outcome == domain::CallOutcome::call_back) TRY(book_call_back(tx, world, actor, call, *report.call_back_at));
    TRY(flag_unreachable(tx, row, actor, call));
    TRY(storage::update_case(tx, row));
    return call;
  });
}

core::Result<void> add_to_call(World& world, const Actor& actor, const storage::CallId& id, const std::string& text) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    const auto call = TRY(storage::load_call(tx, id));
    const auto row = TRY(load_open_case_for(tx, call.case_id, actor));
    TRY(check_not_own_application(tx, row, actor.id));
    if (call.status != "done") return core::fail(errors::call_not_made);
    TRY(storage::insert_call_addition(tx, {storage::CallAdditionId::make(), id, core::trim(text), actor.id, now}));
    TRY(storage::update_case(tx, row));
    audit_case(tx, actor, row, "call_added_to", {{"call", id.str()}, {"step", call.step}, {"text", core::trim(text)}}, now);
    return {};
  });
}

} // namespace usecases
