#pragma once

#include "usecases/consent_page.h"

namespace usecases {

/// The call that follows an answer: when it can be, and when it is.
struct ConsentCalls {
  std::string time_zone;
  std::vector<core::Instant> free; ///< half hours of the next three weeks
  std::optional<core::Instant> booked_at;
};
BOOST_DESCRIBE_STRUCT(ConsentCalls, (), (time_zone, free, booked_at))

core::Result<ConsentCalls> view_consent_calls(World& world, const Actor& actor);
/// The person chooses when to be called, or moves the call (C08); one call for all roles of theirs that one can serve.
core::Result<ConsentCalls> book_consent_call(World& world, const Actor& actor, core::Instant at);

} // namespace usecases
