#pragma once

#include "usecases/call_slots.h"

namespace usecases {

/// A booked call as the applicant sees it.
struct BookedCall {
  storage::CallRow row;
  std::string contact_name;
};

struct ApplicantBooking {
  storage::ApplicationId application;
  domain::Step step{};
  core::Instant at{};
  std::optional<core::Language> language = {};
};
/// The applicant chooses when a step's contact is called, or moves that call (C08).
core::Result<BookedCall> book_call_of_application(World& world, const Actor& actor, const ApplicantBooking& booking);
/// The calls of an application that are booked, by time.
core::Result<std::vector<BookedCall>> list_booked_calls(World& world, const Actor& actor, const storage::ApplicationId& id);
core::Result<void> cancel_call_of_application(World& world, const Actor& actor, const storage::ApplicationId& id,
                                              const storage::CallId& call);

/// A specialist moves an open call to any time in business hours; one that waited in the queue is booked by it.
core::Result<storage::CallRow> move_call(World& world, const Actor& actor, const storage::CallId& id, core::Instant at);
core::Result<void> cancel_call_at_desk(World& world, const Actor& actor, const storage::CallId& id);

} // namespace usecases
