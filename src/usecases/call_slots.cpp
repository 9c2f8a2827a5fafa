#include "usecases/call_slots.h"

#include "domain/call_slots.h"
#include "usecases/call_work.h"
#include "usecases/case_work.h"
#include "usecases/errors.h"
#include "usecases/mail_about_call.h"

#include <algorithm>

namespace usecases {
namespace {

core::Result<std::int64_t> calls_at_once(storage::Transaction& tx, const World& world) {
  if (world.config.desk.calls_at_once > 0) return world.config.desk.calls_at_once;
  return std::max<std::int64_t>(TRY(storage::count_specialists(tx)), 1);
}

/// `call_booked_too_often` where the step's call has been booked and moved as often as it may be.
core::Result<void> check_booked_rarely(storage::Transaction& tx, const storage::CaseId& id, domain::Step step) {
  std::int64_t bookings = 0;
  for (const auto& call : TRY(storage::list_calls_of_case(tx, id)))
    if (call.step == domain::to_string(step)) bookings += 1 + call.revision;
  if (bookings < domain::call_bookings_of_step) return {};
  return core::fail(errors::call_booked_too_often, {{"count", std::to_string(domain::call_bookings_of_step)}});
}

core::Result<void> audit_booking(storage::Transaction& tx, const World& world, const Actor& actor, const storage::CallRow& call,
                                 std::string_view action) {
  const auto row = TRY(storage::load_case(tx, call.case_id));
  boost::json::object details{{"call", call.id.str()}, {"step", call.step}};
  if (call.scheduled_at) details["at"] = core::to_rfc3339(*call.scheduled_at);
  audit_case(tx, actor, row, action, std::move(details), world.clock.now());
  return {};
}

} // namespace

core::Result<std::vector<FreeSlot>> list_free_slots(storage::Transaction& tx, const World& world, std::chrono::year_month_day from,
                                                    int days) {
  const auto& calendar = world.calendar;
  const std::chrono::sys_days first = from;
  const auto earliest = domain::earliest_call(world.clock.now(), calendar);
  const auto latest = domain::latest_call(world.clock.now(), world.config.desk.call_days_ahead, calendar);
  const auto seats = TRY(calls_at_once(tx, world));
  const auto taken = TRY(storage::list_taken_slots(tx, calendar.opens_on(from), calendar.closes_on(first + std::chrono::days{days})));
  std::vector<FreeSlot> slots;
  for (int day = 0; day < days; ++day)
    for (const auto at : domain::call_slots_on(first + std::chrono::days{day}, calendar)) {
      const auto free = seats - std::ranges::count(taken, at);
      if (at >= earliest && at <= latest && free > 0) slots.push_back({at, free});
    }
  return slots;
}

core::Result<storage::CallRow> book_call(storage::Transaction& tx, const World& world, const Actor& actor, const CallBooking& booking) {
  const auto now = world.clock.now();
  const auto row = TRY(load_open_case_for(tx, booking.case_id, actor));
  TRY(check_step_open(tx, row.id, booking.step));
  TRY(check_booked_rarely(tx, row.id, booking.step));
  TRY(domain::check_call_slot(booking.at, now, world.config.desk.call_days_ahead, world.calendar));
  auto call = TRY(find_open_call(tx, row.id, booking.step));
  const bool known = call.has_value();
  const bool moved = known && call->scheduled_at.has_value();
  if (!known) call = TRY(draft_call(tx, world, row, booking.step, booking.language));
  call->status = "scheduled";
  call->scheduled_at = call->due_at = booking.at;
  call->revision += moved ? 1 : 0;
  call->booked_by = actor.id;
  call->reminded_at = reminder_state(booking.at, now);
  TRY(known ? storage::update_call(tx, *call) : storage::insert_call(tx, *call));
  if (!TRY(storage::take_slot(tx, call->id, booking.at, TRY(calls_at_once(tx, world))))) return core::fail(errors::call_slot_taken);
  TRY(set_steps(tx, *call, domain::StepStatus::scheduled, now));
  TRY(storage::update_case(tx, row)); // of two at once for the same step one wins
  TRY(mail_about_call(tx, world, *call, moved ? CallMail::moved : CallMail::booked));
  TRY(audit_booking(tx, world, actor, *call, moved ? "call_moved" : "call_booked"));
  return std::move(*call);
}

core::Result<void> cancel_call(storage::Transaction& tx, const World& world, const Actor& actor, storage::CallRow call) {
  if (call.status != "scheduled") return core::fail(errors::call_not_booked);
  const auto row = TRY(load_open_case_for(tx, call.case_id, actor));
  call.status = "cancelled";
  call.revision += 1;
  TRY(storage::update_call(tx, call));
  TRY(storage::free_slot(tx, call.id));
  TRY(set_steps(tx, call, domain::StepStatus::in_progress, world.clock.now()));
  TRY(storage::update_case(tx, row));
  TRY(mail_about_call(tx, world, call, CallMail::cancelled));
  return audit_booking(tx, world, actor, call, "call_cancelled");
}

core::Result<void> drop_call(storage::Transaction& tx, const World& world, const Actor& actor, storage::CallRow call) {
  if (call.status != "queued" && call.status != "scheduled") return {};
  const bool told = call.scheduled_at.has_value();
  call.status = "cancelled";
  call.revision += 1;
  TRY(storage::update_call(tx, call));
  TRY(storage::free_slot(tx, call.id));
  if (told) TRY(mail_about_call(tx, world, call, CallMail::over));
  return audit_booking(tx, world, actor, call, "call_cancelled");
}

core::Result<void> drop_open_calls(storage::Transaction& tx, const World& world, const Actor& actor, const storage::CaseRow& row) {
  for (auto& call : TRY(storage::list_calls_of_case(tx, row.id))) TRY(drop_call(tx, world, actor, std::move(call)));
  return {};
}

} // namespace usecases
