#pragma once

#include "core/i18n.h"
#include "domain/contacts.h"
#include "domain/phone_number.h"
#include "domain/states.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace domain {

enum class Step : std::uint8_t {
  application,
  organization,
  domains,
  hr_call,
  authorization_call,
  contract_signer_call,
  higher_authority_call
};
std::string_view to_string(Step step);
std::optional<Step> parse_step(std::string_view text);
/// The steps of a level in their order (C05): EV all seven, OV three.
std::vector<Step> steps_of(ValidationLevel level);
bool is_call(Step step);
/// Whose call a step is; nothing for steps without one.
std::optional<ContactRole> contact_of(Step step);

enum class CallOutcome : std::uint8_t { reached, no_answer, call_back, refused };
std::string_view to_string(CallOutcome outcome);
std::optional<CallOutcome> parse_call_outcome(std::string_view text);

/// Where a telephone number came from; only an independent source passes a step (C08).
enum class NumberSource : std::uint8_t { directory, official_website, register_entry, third_party_database, applicant };
std::string_view to_string(NumberSource source);
std::optional<NumberSource> parse_number_source(std::string_view text);
bool is_independent(NumberSource source);

/// A question of a call's script; `key` names it in the record.
struct ScriptQuestion {
  std::string key;
  std::string text;
};
/// The script of a step in the language of the call; `params` fill names (`contact`, `organization`, `technical`,
/// `names`).
std::vector<ScriptQuestion> call_script(Step step, core::Language language, const core::Params& params);

struct CallAnswer {
  std::string question;
  std::string answer; ///< `yes`, `no`, or words
};
struct CallReport {
  Step step{};
  std::string number;
  NumberSource source{};
  CallOutcome outcome{};
  std::vector<CallAnswer> answers;
};
/// What a call does to its step: passed when reached on an independent number with every question answered yes; failed
/// when refused or any answer is no; scheduled or in progress otherwise.
core::Result<StepStatus> step_after_call(const CallReport& call);
/// All steps of a level are passed or not needed: `steps_open` names the others.
core::Result<void> check_steps_done(ValidationLevel level, const std::vector<std::pair<Step, StepStatus>>& steps);

} // namespace domain
