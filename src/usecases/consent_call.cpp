#include "usecases/consent_call.h"

#include "core/errors.h"
#include "domain/errors.h"
#include "domain/vetting.h"
#include "storage/calls.h"
#include "storage/cases.h"
#include "usecases/call_slots.h"
#include "usecases/call_work.h"
#include "usecases/consent_steps.h"

#include <algorithm>

namespace usecases {
namespace {

constexpr int days_ahead = 21;

core::Result<storage::CaseRow> case_of(storage::Transaction& tx, const OpenLink& open) {
  return core::require(TRY(storage::find_case_of_application(tx, open.affair.application.id)), core::errors::not_found);
}

bool is_for(const storage::CallRow& call, const std::vector<domain::Step>& steps) {
  return std::ranges::any_of(
      steps, [&](domain::Step step) { return call.step == domain::to_string(step) || call.also_step == domain::to_string(step); });
}

core::Result<ConsentCalls> compose(storage::Transaction& tx, const World& world, const OpenLink& open) {
  ConsentCalls calls{world.config.desk.time_zone, {}, std::nullopt};
  const auto steps = call_steps_of(open);
  for (const auto& call : TRY(storage::list_calls_of_case(tx, TRY(case_of(tx, open)).id)))
    if (call.status == "scheduled" && is_for(call, steps)) calls.booked_at = call.scheduled_at;
  if (steps.empty()) return calls;
  const auto today = world.calendar.zone().date_of(world.clock.now());
  for (const auto& slot : TRY(list_free_slots(tx, world, today, days_ahead))) calls.free.push_back(slot.at);
  return calls;
}

/// The first step that still needs its call; where none does, the first of all, whose booking is refused.
domain::Step first_open(storage::Transaction& tx, const storage::CaseId& id, const std::vector<domain::Step>& steps) {
  const auto found = std::ranges::find_if(steps, [&](domain::Step step) { return check_step_open(tx, id, step).has_value(); });
  return found == steps.end() ? steps.front() : *found;
}

core::Result<OpenLink> load_proven(storage::Transaction& tx, const World& world, const Actor& actor) {
  auto open = TRY(load_answered_link(tx, world, actor));
  if (!TRY(has_shown_code(tx, world, actor))) return core::fail(domain::errors::consent_code_needed);
  return open;
}

} // namespace

core::Result<ConsentCalls> view_consent_calls(World& world, const Actor& actor) {
  return world.database.read(
      [&](storage::Transaction& tx) -> core::Result<ConsentCalls> { return compose(tx, world, TRY(load_proven(tx, world, actor))); });
}

core::Result<ConsentCalls> book_consent_call(World& world, const Actor& actor, core::Instant at) {
  return world.database.write([&](storage::Transaction& tx) -> core::Result<ConsentCalls> {
    const auto open = TRY(load_proven(tx, world, actor));
    const auto steps = call_steps_of(open);
    if (steps.empty()) return core::fail(domain::errors::consent_not_asked, {{"role", open.consents.front().role}});
    const auto row = TRY(case_of(tx, open));
    TRY(book_call(tx, world, actor, {row.id, first_open(tx, row.id, steps), at}));
    return compose(tx, world, open);
  });
}

} // namespace usecases
