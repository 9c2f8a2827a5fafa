#include "usecases/calls.h"

#include "domain/errors.h"
#include "storage/accounts.h"
#include "usecases/case_work.h"

#include <fmt/ranges.h>

namespace usecases {
namespace {

constexpr std::int64_t most_calls = 200;

std::string answers_json(const std::vector<domain::CallAnswer>& answers) {
  boost::json::array list;
  for (const auto& answer : answers) list.push_back(boost::json::object{{"question", answer.question}, {"answer", answer.answer}});
  return boost::json::serialize(list);
}

std::string_view record_outcome(domain::StepStatus status) {
  if (status == domain::StepStatus::passed) return "passed";
  return status == domain::StepStatus::failed ? "failed" : "inconclusive";
}

std::string full_name(const storage::ContactRow& contact) { return contact.family_name + " " + contact.given_name; }

core::Result<CallView> with_sheet(storage::Transaction& tx, storage::CallRow call) {
  const auto vetting_case = TRY(storage::load_case(tx, call.case_id));
  const auto application = TRY(storage::load_application(tx, vetting_case.application_id, storage::Tenant::any()));
  CallView view{std::move(call), application.number, {}, std::nullopt, {}};
  if (application.organization_id)
    view.organization_name = TRY(storage::load_organization(tx, *application.organization_id, storage::Tenant::any())).name;
  std::string technical;
  for (auto& contact : TRY(storage::list_contacts(tx, application.id))) {
    if (contact.role == "technical") technical = full_name(contact);
    if (view.row.contact_id && contact.id == *view.row.contact_id) view.contact = std::move(contact);
  }
  const auto language = core::parse_language(view.row.language).value_or(core::Language::ja);
  view.script = domain::call_script(domain::parse_step(view.row.step).value(), language,
                                    {{"contact", view.contact ? full_name(*view.contact) : ""},
                                     {"organization", view.organization_name},
                                     {"technical", technical},
                                     {"names", fmt::format("{}", fmt::join(application.names, ", "))}});
  return view;
}

core::Result<storage::CallRow> insert_new_call(storage::Transaction& tx, const World& world, const NewCall& call) {
  const auto row = TRY(load_open_case(tx, call.case_id));
  if (!domain::is_call(call.step))
    return core::fail(domain::errors::step_not_in_level, {{"step", std::string(domain::to_string(call.step))}});
  if (!domain::is_independent(call.source)) return core::fail(domain::errors::call_number_not_independent, {{"number", call.number}});
  const auto number = TRY(domain::PhoneNumber::parse(call.number));
  if (call.scheduled_at) TRY(domain::check_call_time(*call.scheduled_at, world.calendar));
  const auto role = domain::contact_of(call.step).value();
  const auto contact = TRY(core::require(TRY(storage::find_contact(tx, row.application_id, domain::to_string(role))),
                                         domain::errors::step_not_in_level, {{"step", std::string(domain::to_string(call.step))}}));
  storage::CallRow stored{.id = storage::CallId::make(),
                          .case_id = call.case_id,
                          .step = std::string(domain::to_string(call.step)),
                          .contact_id = contact.id,
                          .status = call.scheduled_at ? "scheduled" : "queued",
                          .scheduled_at = call.scheduled_at,
                          .language = std::string(core::to_string(call.language)),
                          .number = number.str(),
                          .number_source = std::string(domain::to_string(call.source)),
                          .outcome = "",
                          .answers = "[]",
                          .note = "",
                          .called_by = "",
                          .called_at = std::nullopt};
  TRY(storage::insert_call(tx, stored));
  TRY(storage::set_step(tx, {row.id, stored.step, call.scheduled_at ? "scheduled" : "in_progress", std::nullopt, world.clock.now()}));
  TRY(storage::update_case(tx, row));
  return stored;
}

core::Result<void> book_call_back(storage::Transaction& tx, const World& world, const storage::CallRow& call, core::Instant at) {
  TRY(insert_new_call(tx, world,
                      {call.case_id, domain::parse_step(call.step).value(), call.number,
                       domain::parse_number_source(call.number_source).value(),
                       core::parse_language(call.language).value_or(core::Language::ja), at}));
  return {};
}

core::Result<storage::RecordId> record_evidence(storage::Transaction& tx, const storage::CaseRow& row, const Actor& actor,
                                                const storage::CallRow& call, domain::StepStatus status, core::Instant now) {
  return add_record(tx, row, actor,
                    {.step = domain::parse_step(call.step).value(),
                     .kind = "call",
                     .subject = call.number,
                     .source = call.number_source,
                     .method = "telephone",
                     .outcome = std::string(record_outcome(status)),
                     .facts = {{"call", call.id.str()},
                               {"number", call.number},
                               {"language", call.language},
                               {"outcome", call.outcome},
                               {"answers", boost::json::parse(call.answers)},
                               {"note", call.note}}},
                    now);
}

} // namespace

core::Result<storage::CallRow> create_call(World& world, const Actor& actor, const NewCall& call) {
  return world.database.write([&](storage::Transaction& tx) -> core::Result<storage::CallRow> {
    auto stored = TRY(insert_new_call(tx, world, call));
    audit_case(tx, actor, TRY(storage::load_case(tx, call.case_id)), "call_queued", {{"call", stored.id.str()}, {"step", stored.step}},
               world.clock.now());
    return stored;
  });
}

core::Result<storage::CallRow> record_call_outcome(World& world, const Actor& actor, const CallOutcomeReport& report) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<storage::CallRow> {
    auto call = TRY(storage::load_call(tx, report.call));
    const auto row = TRY(load_open_case(tx, call.case_id));
    if (call.status == "done") return domain::refuse_move("call", call.status, "done");
    const auto step = domain::parse_step(call.step).value();
    const auto status = TRY(domain::step_after_call(
        {step, call.number, domain::parse_number_source(call.number_source).value(), report.outcome, report.answers}));
    call.status = "done";
    call.outcome = domain::to_string(report.outcome);
    call.answers = answers_json(report.answers);
    call.note = report.note;
    call.called_by = actor.id;
    call.called_at = now;
    TRY(storage::update_call(tx, call));
    const auto record = TRY(record_evidence(tx, row, actor, call, status, now));
    TRY(storage::set_step(tx, {row.id, call.step, std::string(domain::to_string(status)), record, now}));
    if (report.call_back_at)
      TRY(book_call_back(tx, world, call, *report.call_back_at));
    else
      TRY(storage::update_case(tx, row));
    audit_case(tx, actor, row, "call_recorded", {{"call", call.id.str()}, {"outcome", call.outcome}, {"record", record.str()}}, now);
    return call;
  });
}

core::Result<std::vector<CallView>> list_calls(World& world, const std::string& status) {
  return world.database.read([&](storage::Transaction& tx) -> core::Result<std::vector<CallView>> {
    std::vector<CallView> views;
    for (auto& call : TRY(storage::list_calls(tx, status, most_calls))) views.push_back(TRY(with_sheet(tx, std::move(call))));
    return views;
  });
}

core::Result<CallView> view_call(World& world, const storage::CallId& id) {
  return world.database.read(
      [&](storage::Transaction& tx) -> core::Result<CallView> { return with_sheet(tx, TRY(storage::load_call(tx, id))); });
}

} // namespace usecases
