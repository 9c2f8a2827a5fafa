#pragma once

#include "domain/call_script.h"
#include "storage/applications.h"
#include "storage/calls.h"
#include "storage/phone_book.h"
#include "usecases/world.h"

#include <map>
#include <string>
#include <vector>

namespace usecases {

struct NewCall {
  storage::CaseId case_id;
  domain::Step step{};
  std::optional<storage::NumberId> number; ///< of the organization's book; may be chosen when the call is made
  std::optional<core::Language> language;  ///< the application's where none is given
  std::optional<core::Instant> scheduled_at;
};
/// Puts a call into the queue, or books it (C08). A number that only the applicant gave, and a time outside the desk's hours or past,
/// are refused; so is a step that has an open call or its result already.
core::Result<storage::CallRow> create_call(World& world, const Actor& actor, const NewCall& call);

struct CallOutcomeReport {
  storage::CallId call;
  domain::CallOutcome outcome{};
  std::optional<storage::NumberId> number; ///< dialled in place of the call's
  std::optional<core::Language> language;  ///< spoken in place of the call's
  std::string reached_name;
  std::string reached_department;
  std::string stated_title; ///< of the person whom the call is about
  std::vector<domain::CallAnswer> answers;
  std::string note;
  std::optional<core::Instant> call_back_at;
};
/// Records what came of a call as evidence of each step that it serves; a call back becomes a new, booked call.
core::Result<storage::CallRow> record_call_outcome(World& world, const Actor& actor, const CallOutcomeReport& report);

/// What was forgotten when a call was recorded, added with who and when; the record stays as it was.
core::Result<void> add_to_call(World& world, const Actor& actor, const storage::CallId& id, const std::string& text);

/// A call with what its sheet shows.
struct CallView {
  storage::CallRow row;
  std::string application_number;
  std::string organization_name;
  std::string called_by_name;
  std::optional<storage::ContactRow> contact;
  domain::CallScript script;
  int unanswered = 0;   ///< calls for its step in a row, up to now, that nobody answered
  bool overdue = false; ///< booked for a time that has passed
  std::string advice;   ///< what to do after the call
  std::vector<storage::CallAdditionRow> additions = {};
  std::map<std::string, std::string> people = {}; ///< names of those who added, by id
};
/// `language`: of the script, in place of the call's.
core::Result<CallView> view_call(World& world, const Actor& actor, const storage::CallId& id, std::optional<core::Language> language);
core::Result<storage::Page<CallView>> list_calls(World& world, const Actor& actor, const storage::CallQuery& query);

} // namespace usecases
