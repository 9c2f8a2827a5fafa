#pragma once

#include "storage/database.h"
#include "storage/page.h"
#include "storage/tenant.h"

#include <vector>

namespace storage {

/// A telephone call to make, booked, or made (C08). The number is empty until somebody chooses one from the organization's book.
struct CallRow {
  CallId id;
  CaseId case_id;
  std::string step;
  std::string also_step; ///< a second step that the same person answers for; empty without one
  std::optional<ContactId> contact_id;
  std::string status; ///< queued | scheduled | done | cancelled
  std::optional<core::Instant> scheduled_at;
  core::Instant due_at;  ///< when booked for, or when queued; when made, where that was earlier
  std::int64_t revision; ///< of the booking, as invitations count (RFC 5545 SEQUENCE)
  std::string booked_by;
  std::optional<core::Instant> reminded_at;
  std::string language;
  std::string number;
  std::string number_shown; ///< as the phone book writes it
  std::string extension;
  std::string number_source;
  std::string outcome; ///< empty | reached | no_answer | call_back | refused
  std::string reached_name;
  std::string reached_department;
  std::string answers; ///< JSON
  std::string note;
  std::string called_by;
  std::optional<core::Instant> called_at;
  std::string stated_title; ///< of the person whom the call is about, as it was heard
};
BOOST_DESCRIBE_STRUCT(CallRow, (),
                      (id, case_id, step, also_step, contact_id, status, scheduled_at, due_at, revision, booked_by, reminded_at, language,
                       number, number_shown, extension, number_source, outcome, reached_name, reached_department, answers, note, called_by,
                       called_at, stated_title))

core::Result<void> insert_call(Transaction& tx, const CallRow& call);
core::Result<CallRow> load_call(Transaction& tx, const CallId& id);
/// Writes every column but id, case, step, contact and language, where the call is still queued or scheduled; `version_stale` otherwise.
core::Result<void> update_call(Transaction& tx, const CallRow& call);
/// In the order in which they were, or are to be, made.
core::Result<std::vector<CallRow>> list_calls_of_case(Transaction& tx, const CaseId& id);

/// What was written to a recorded call afterwards; never changed.
struct CallAdditionRow {
  CallAdditionId id;
  CallId call_id;
  std::string text;
  std::string added_by;
  core::Instant added_at;
};
BOOST_DESCRIBE_STRUCT(CallAdditionRow, (), (id, call_id, text, added_by, added_at))
core::Result<void> insert_call_addition(Transaction& tx, const CallAdditionRow& addition);
/// Oldest first.
core::Result<std::vector<CallAdditionRow>> list_call_additions(Transaction& tx, const CaseId& id);

struct CallQuery {
  std::string status = {}; ///< or `open`, queued and scheduled; empty: every one
  std::string user = {};   ///< calls of cases assigned to this user; empty: of all
  std::optional<core::Instant> from = {};
  std::optional<core::Instant> until = {}; ///< exclusive
  bool newest_first = false;
  std::string after = {};
  std::int64_t limit = 50;
};
/// By due time.
core::Result<Page<CallRow>> list_calls(Transaction& tx, const CallQuery& query);
/// Booked calls from now until then that nobody was reminded of.
core::Result<std::vector<CallRow>> list_calls_to_remind(Transaction& tx, core::Instant now, core::Instant until, std::int64_t limit);

/// Seats taken in each slot that begins in [from, until).
core::Result<std::vector<core::Instant>> list_taken_slots(Transaction& tx, core::Instant from, core::Instant until);
/// Gives the call a seat in the slot in place of the one it had; false where all `seats` are taken. Of two at once for the last seat
/// one gets it.
core::Result<bool> take_slot(Transaction& tx, const CallId& call, core::Instant starts_at, std::int64_t seats);
core::Result<void> free_slot(Transaction& tx, const CallId& call);
/// Members of staff who make calls: enabled specialists.
core::Result<std::int64_t> count_specialists(Transaction& tx);

} // namespace storage
