#include "domain/call_slots.h"
#include "storage/accounts.h"
#include "storage/users.h"
#include "usecases/call_work.h"
#include "usecases/calls.h"
#include "usecases/contact_person.h"
#include "usecases/mail_queue.h"

#include <algorithm>

namespace usecases {
namespace {

/// What the words of a sheet name.
core::Params words_of(const World& world, const CallView& view, const std::vector<storage::ContactRow>& contacts,
                      const std::vector<std::string>& names, core::Language language) {
  const auto signature = mail_signature(world.config);
  const auto of_role = [&](std::string_view role) {
    const auto found = std::ranges::find(contacts, role, &storage::ContactRow::role);
    return found == contacts.end() ? std::string() : full_name(*found);
  };
  return {{"contact", view.contact ? full_name(*view.contact) : ""},
          {"organization", view.organization_name},
          {"technical", of_role("technical")},
          {"authorization", of_role("authorization")},
          {"names", list_names(names, language)},
          {"caller", signature.desk},
          {"caller_phone", signature.phone},
          {"service", signature.service},
          {"application_number", view.application_number}};
}

bool is_overdue(const storage::CallRow& call, core::Instant now) {
  return call.status == "scheduled" && call.due_at + domain::call_slot_length <= now;
}

core::Result<domain::StepStatus> status_of_step(storage::Transaction& tx, const storage::CallRow& call) {
  auto status = domain::StepStatus::not_started;
  for (const auto& row : TRY(storage::list_steps(tx, call.case_id)))
    if (row.step == call.step || row.step == call.also_step) {
      const auto parsed = domain::parse_state<domain::StepStatus>(row.status).value_or(status);
      if (parsed == domain::StepStatus::failed || row.step == call.step) status = parsed;
      if (status == domain::StepStatus::failed) break;
    }
  return status;
}

core::Result<std::string> caller_name(storage::Transaction& tx, const storage::CallRow& call) {
  const auto id = storage::UserId::parse(call.called_by);
  if (!id) return std::string();
  return TRY(storage::load_user(tx, *id)).name;
}

core::Result<void> add_additions(storage::Transaction& tx, CallView& view) {
  for (auto& addition : TRY(storage::list_call_additions(tx, view.row.case_id))) {
    if (addition.call_id != view.row.id) continue;
    const auto author = storage::UserId::parse(addition.added_by);
    if (author) view.people[addition.added_by] = TRY(storage::load_user(tx, *author)).name;
    view.additions.push_back(std::move(addition));
  }
  return {};
}

core::Result<CallView> with_sheet(storage::Transaction& tx, const World& world, storage::CallRow call, core::Language reader,
                                  std::optional<core::Language> spoken) {
  const auto vetting_case = TRY(storage::load_case(tx, call.case_id));
  const auto application = TRY(storage::load_application(tx, vetting_case.application_id, storage::Tenant::any()));
  CallView view{.row = std::move(call),
                .application_number = application.number,
                .organization_name = {},
                .called_by_name = {},
                .contact = std::nullopt,
                .script = {},
                .unanswered = 0,
                .overdue = false,
                .advice = {}};
  if (application.organization_id)
    view.organization_name = TRY(storage::load_organization(tx, *application.organization_id, storage::Tenant::any())).name;
  const auto contacts = TRY(storage::list_contacts(tx, application.id));
  const auto contact =
      std::ranges::find_if(contacts, [&](const auto& person) { return view.row.contact_id && *view.row.contact_id == person.id; });
  if (contact != contacts.end()) view.contact = *contact;
  const auto language = spoken.value_or(core::parse_language(view.row.language).value_or(core::Language::ja));
  view.script = domain::call_sheet(steps_of(view.row), language, words_of(world, view, contacts, application.names, language));
  view.called_by_name = TRY(caller_name(tx, view.row));
  TRY(add_additions(tx, view));
  view.unanswered = TRY(count_unanswered(tx, vetting_case.id, view.row.step));
  view.overdue = is_overdue(view.row, world.clock.now());
  if (const auto outcome = domain::parse_call_outcome(view.row.outcome))
    view.advice = domain::advice_after_call(*outcome, TRY(status_of_step(tx, view.row)), view.unanswered, reader);
  return view;
}

} // namespace

core::Result<CallView> view_call(World& world, const Actor& actor, const storage::CallId& id, std::optional<core::Language> language) {
  return world.database.read([&](storage::Transaction& tx) -> core::Result<CallView> {
    return with_sheet(tx, world, TRY(storage::load_call(tx, id)), actor.language, language);
  });
}

core::Result<storage::Page<CallView>> list_calls(World& world, const Actor& actor, const storage::CallQuery& query) {
  return world.database.read([&](storage::Transaction& tx) -> core::Result<storage::Page<CallView>> {
    auto rows = TRY(storage::list_calls(tx, query));
    storage::Page<CallView> page{{}, std::move(rows.next)};
    for (auto& row : rows.items) page.items.push_back(TRY(with_sheet(tx, world, std::move(row), actor.language, std::nullopt)));
    return page;
  });
}

} // namespace usecases
