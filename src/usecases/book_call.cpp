#include "usecases/book_call.h"

#include "core/errors.h"
#include "domain/call_slots.h"
#include "domain/states.h"
#include "usecases/application.h"
#include "usecases/call_work.h"
#include "usecases/case_work.h"
#include "usecases/contact_person.h"
#include "usecases/errors.h"
#include "usecases/mail_about_call.h"

#include <algorithm>

namespace usecases {
namespace {

core::Result<storage::CaseRow> own_case(storage::Transaction& tx, const Actor& actor, const storage::ApplicationId& id) {
  const auto application = TRY(load_own_application(tx, actor, id));
  return core::require(TRY(storage::find_case_of_application(tx, application.id)), core::errors::not_found);
}

core::Result<BookedCall> with_name(storage::Transaction& tx, const Actor& actor, const storage::ApplicationId& id, storage::CallRow call) {
  const auto step = domain::parse_step(call.step).value();
  const auto contact = TRY(contact_of_step(tx, id, step));
  return BookedCall{std::move(call), callee_of_step(step, contact, actor.language)};
}

} // namespace

core::Result<BookedCall> book_call_of_application(World& world, const Actor& actor, const ApplicantBooking& booking) {
  return world.database.write([&](storage::Transaction& tx) -> core::Result<BookedCall> {
    const auto row = TRY(own_case(tx, actor, booking.application));
    auto call = TRY(book_call(tx, world, actor, {row.id, booking.step, booking.at, booking.language}));
    return with_name(tx, actor, booking.application, std::move(call));
  });
}

core::Result<std::vector<BookedCall>> list_booked_calls(World& world, const Actor& actor, const storage::ApplicationId& id) {
  return world.database.read([&](storage::Transaction& tx) -> core::Result<std::vector<BookedCall>> {
    const auto application = TRY(load_own_application(tx, actor, id));
    const auto row = TRY(storage::find_case_of_application(tx, application.id));
    std::vector<BookedCall> booked;
    if (!row) return booked;
    for (auto& call : TRY(storage::list_calls_of_case(tx, row->id)))
      if (call.status == "scheduled") booked.push_back(TRY(with_name(tx, actor, id, std::move(call))));
    return booked;
  });
}

core::Result<void> cancel_call_of_application(World& world, const Actor& actor, const storage::ApplicationId& id,
                                              const storage::CallId& call) {
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    const auto row = TRY(own_case(tx, actor, id));
    auto booked = TRY(storage::load_call(tx, call));
    if (booked.case_id != row.id) return core::fail(core::errors::not_found);
    return cancel_call(tx, world, actor, std::move(booked));
  });
}

core::Result<storage::CallRow> move_call(World& world, const Actor& actor, const storage::CallId& id, core::Instant at) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<storage::CallRow> {
    auto call = TRY(storage::load_call(tx, id));
    const auto row = TRY(load_open_case_for(tx, call.case_id, actor));
    if (call.status != "scheduled" && call.status != "queued") return core::fail(errors::call_not_booked);
    TRY(domain::check_call_near(at, now, world.config.desk.call_days_ahead, world.calendar));
    TRY(domain::check_call_time(at, world.calendar));
    if (at <= now) return core::fail(errors::call_time_past);
    const bool moved = call.scheduled_at.has_value();
    call.status = "scheduled";
    call.scheduled_at = call.due_at = at;
    call.revision += moved ? 1 : 0;
    call.reminded_at = reminder_state(at, now);
    TRY(storage::update_call(tx, call));
    TRY(seat_call(tx, world, call, at));
    TRY(set_steps(tx, call, domain::StepStatus::scheduled, now));
    TRY(storage::update_case(tx, row));
    TRY(mail_about_call(tx, world, call, moved ? CallMail::moved : CallMail::booked));
    audit_case(tx, actor, row, moved ? "call_moved" : "call_booked",
               {{"call", call.id.str()}, {"step", call.step}, {"at", core::to_rfc3339(at)}}, now);
    return call;
  });
}

core::Result<void> cancel_call_at_desk(World& world, const Actor& actor, const storage::CallId& id) {
  return world.database.write(
      [&](storage::Transaction& tx) -> core::Result<void> { return cancel_call(tx, world, actor, TRY(storage::load_call(tx, id))); });
}

} // namespace usecases
