#pragma once

#include "domain/vetting.h"

#include <string>
#include <vector>

namespace domain {

/// All that is said on a call, in the order in which it is said.
struct CallScript {
  std::string reception; ///< to the switchboard: whom to ask for
  std::string greeting;
  std::vector<ScriptQuestion> questions;
  std::string closing;
};
/// The sheet of a call that serves these steps, the first being its own. Questions of the others have keys `step.key`; who is
/// speaking is asked once. `params` as for call_script, and `caller`, `caller_phone`, `service`, `application_number`.
CallScript call_sheet(const std::vector<Step>& steps, core::Language language, const core::Params& params);
/// What the answers of such a call say about one of its steps, under the step's own keys.
std::vector<CallAnswer> answers_for(Step step, const std::vector<Step>& steps, const std::vector<CallAnswer>& answers);

/// After so many calls in a row that nobody answered, the case is flagged.
inline constexpr int unanswered_limit = 3;
/// What to do after a call, in words for the specialist; empty where the step passed.
std::string advice_after_call(CallOutcome outcome, StepStatus status, int unanswered, core::Language language);

} // namespace domain
