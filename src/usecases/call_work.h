#pragma once

#include "domain/call_script.h"
#include "storage/applications.h"
#include "storage/calls.h"
#include "storage/cases.h"
#include "usecases/world.h"

/// What the use cases about telephone calls share.
namespace usecases {

/// The contact that a step's call is about; `step_not_in_level` where the application has none.
core::Result<storage::ContactRow> contact_of_step(storage::Transaction& tx, const storage::ApplicationId& application, domain::Step step);
/// Who answers a step's call, in the reader's words: human resources are asked about the contact, who does not answer.
std::string callee_of_step(domain::Step step, const storage::ContactRow& contact, core::Language language);
/// Refuses a step that is none of the case's or is done (`call_step_closed`), on a number that still stands in the phone book.
core::Result<void> check_step_open(storage::Transaction& tx, const storage::CaseId& id, domain::Step step);
/// The open call that serves a step, alone or beside another.
core::Result<std::optional<storage::CallRow>> find_open_call(storage::Transaction& tx, const storage::CaseId& id, domain::Step step);
/// A new call of the step, and of the other one that the same person still has to answer for (steps 5 and 6).
core::Result<storage::CallRow> draft_call(storage::Transaction& tx, const World& world, const storage::CaseRow& row, domain::Step step,
                                          std::optional<core::Language> language);
/// The steps that a call serves.
std::vector<domain::Step> steps_of(const storage::CallRow& call);
/// Sets the status of each step that the call serves.
core::Result<void> set_steps(storage::Transaction& tx, const storage::CallRow& call, domain::StepStatus status, core::Instant now);
/// How many calls for the step, the last ones in a row, nobody answered.
core::Result<int> count_unanswered(storage::Transaction& tx, const storage::CaseId& id, std::string_view step);
/// What a booking's `reminded_at` begins with: a call within a day needs no reminder beside its confirmation.
std::optional<core::Instant> reminder_state(core::Instant at, core::Instant now);
/// A seat in the slot that holds the instant, however many there are: what was agreed on the telephone is kept.
core::Result<void> seat_call(storage::Transaction& tx, const World& world, const storage::CallRow& call, core::Instant at);

} // namespace usecases
