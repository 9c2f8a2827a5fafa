#pragma once

#include "domain/vetting.h"
#include "storage/applications.h"
#include "storage/evidence.h"
#include "usecases/world.h"

#include <string>
#include <vector>

namespace usecases {

struct NewCall {
  storage::CaseId case_id;
  domain::Step step{};
  std::string number;
  domain::NumberSource source{};
  core::Language language = core::Language::ja;
  std::optional<core::Instant> scheduled_at;
};
/// Puts a call into the queue (C08). A number that only the applicant gave, and a time outside the desk's hours, are refused.
core::Result<storage::CallRow> create_call(World& world, const Actor& actor, const NewCall& call);

struct CallOutcomeReport {
  storage::CallId call;
  domain::CallOutcome outcome{};
  std::vector<domain::CallAnswer> answers;
  std::string note;
  std::optional<core::Instant> call_back_at;
};
/// Records what came of a call as evidence of its step; a call back becomes a new, booked call.
core::Result<storage::CallRow> record_call_outcome(World& world, const Actor& actor, const CallOutcomeReport& report);

/// A call with what its sheet shows.
struct CallView {
  storage::CallRow row;
  std::string application_number;
  std::string organization_name;
  std::optional<storage::ContactRow> contact;
  std::vector<domain::ScriptQuestion> script;
};
core::Result<std::vector<CallView>> list_calls(World& world, const std::string& status);
core::Result<CallView> view_call(World& world, const storage::CallId& id);

} // namespace usecases
