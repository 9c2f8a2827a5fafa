#pragma once

#include "core/calendar.h"

#include <cstdint>
#include <vector>

namespace domain {

/// The grid of bookable calls: half hours of the desk's business hours, each long enough to end before it closes.
inline constexpr std::chrono::minutes call_slot_length{30};
/// Business hours between a booking and its call, so that a specialist can prepare.
inline constexpr std::chrono::hours call_notice_time{2};
/// How often customers may choose a time for one step's call, since each choice is mailed.
inline constexpr std::int64_t call_bookings_of_step = 20;

/// The last instant for which a call may be booked: so many days ahead, whole.
core::Instant latest_call(core::Instant now, std::int64_t days_ahead, const core::BusinessCalendar& calendar);
/// `call_slot_too_far` after that.
core::Result<void> check_call_near(core::Instant at, core::Instant now, std::int64_t days_ahead, const core::BusinessCalendar& calendar);
/// A call must lie in the desk's business hours from its beginning to its end (C08): `call_outside_hours` with the next opening.
core::Result<void> check_call_time(core::Instant at, const core::BusinessCalendar& calendar);
/// All slots of a day, booked or not; none on a day without business.
std::vector<core::Instant> call_slots_on(std::chrono::year_month_day date, const core::BusinessCalendar& calendar);
/// The slot that an instant falls in.
core::Instant call_slot_of(core::Instant at, const core::BusinessCalendar& calendar);
/// The first instant for which a call may be booked now.
core::Instant earliest_call(core::Instant now, const core::BusinessCalendar& calendar);
/// A booking by the person called: a slot of the grid (`call_outside_hours`, `call_slot_unknown`) that is far enough ahead
/// (`call_slot_too_soon`) and not too far (`call_slot_too_far`).
core::Result<void> check_call_slot(core::Instant at, core::Instant now, std::int64_t days_ahead, const core::BusinessCalendar& calendar);

} // namespace domain
