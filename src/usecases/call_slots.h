#pragma once

#include "domain/vetting.h"
#include "storage/calls.h"
#include "storage/cases.h"
#include "usecases/world.h"

#include <vector>

/// The desk's free half hours, and taking one of them: what every door that books a call shares.
namespace usecases {

struct FreeSlot {
  core::Instant at{};
  std::int64_t free = 0; ///< calls that can still be booked then
};
/// The slots that can be booked now, of `days` days from a date on.
core::Result<std::vector<FreeSlot>> list_free_slots(storage::Transaction& tx, const World& world, std::chrono::year_month_day from,
                                                    int days);

struct CallBooking {
  storage::CaseId case_id;
  domain::Step step{};
  core::Instant at{};
  std::optional<core::Language> language = {}; ///< the application's where none is given
};
/// Books the step's call for a free slot, or moves the booking that it has; in the caller's transaction, with audit event and mail.
/// Who may book for this step is the caller's to check. Refusals: `call_outside_hours`, `call_slot_unknown`, `call_slot_too_soon`,
/// `call_slot_too_far`, `call_slot_taken`, `call_booked_too_often`, `call_step_closed`, `step_not_in_level`.
core::Result<storage::CallRow> book_call(storage::Transaction& tx, const World& world, const Actor& actor, const CallBooking& booking);
/// Gives a booking up: the slot is free again and the person is told. `call_not_booked` where there is none.
core::Result<void> cancel_call(storage::Transaction& tx, const World& world, const Actor& actor, storage::CallRow call);
/// Drops a call that is yet to be made, because it will not be wanted; who was to be called is told. One made stays.
core::Result<void> drop_call(storage::Transaction& tx, const World& world, const Actor& actor, storage::CallRow call);
/// Drops what is left of a case's calls when its vetting ends without them; who was to be called is told.
core::Result<void> drop_open_calls(storage::Transaction& tx, const World& world, const Actor& actor, const storage::CaseRow& row);

} // namespace usecases
