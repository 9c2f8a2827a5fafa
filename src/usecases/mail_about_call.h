#pragma once

#include "storage/calls.h"
#include "usecases/mail_queue.h"

namespace usecases {

enum class CallMail : std::uint8_t { booked, moved, cancelled, over, reminder }; ///< `over`: cancelled for good, because vetting has ended
/// Tells the person who will be called, with an appointment for the calendar; about human resources, whom nobody named, the technical
/// contact. In the call's language.
core::Result<void> mail_about_call(storage::Transaction& tx, const World& world, const storage::CallRow& call, CallMail kind);

/// `2026年11月24日（火） 10:30〜11:00 (JST)`.
std::string call_time_text(core::Instant at, const core::BusinessCalendar& calendar, core::Language language);

} // namespace usecases
