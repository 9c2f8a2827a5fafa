#include "domain/vetting.h"

#include "core/text.h"
#include "domain/errors.h"

#include <algorithm>
#include <array>

namespace domain {
namespace {

template <class Value, std::size_t N>
using Names = std::array<std::pair<Value, std::string_view>, N>;

constexpr Names<Step, 7> step_names{{{Step::application, "application"},
                                     {Step::organization, "organization"},
                                     {Step::domains, "domains"},
                                     {Step::hr_call, "hr_call"},
                                     {Step::authorization_call, "authorization_call"},
                                     {Step::contract_signer_call, "contract_signer_call"},
                                     {Step::higher_authority_call, "higher_authority_call"}}};
constexpr Names<CallOutcome, 4> outcome_names{{{CallOutcome::reached, "reached"},
                                               {CallOutcome::no_answer, "no_answer"},
                                               {CallOutcome::call_back, "call_back"},
                                               {CallOutcome::refused, "refused"}}};
constexpr Names<NumberSource, 5> source_names{{{NumberSource::directory, "directory"},
                                               {NumberSource::official_website, "official_website"},
                                               {NumberSource::register_entry, "register_entry"},
                                               {NumberSource::third_party_database, "third_party_database"},
                                               {NumberSource::applicant, "applicant"}}};

template <class Table, class Value>
std::string_view name_of(const Table& table, Value value) {
  for (const auto& [known, name] : table)
    if (known == value) return name;
  return "?";
}

template <class Value, std::size_t N>
std::optional<Value> value_of(const Names<Value, N>& table, std::string_view text) {
  for (const auto& [value, name] : table)
    if (name == text) return value;
  return std::nullopt;
}

/// The keys of a step's questions; their words are `script.{step}.{key}` of the catalogue `calls`.
std::vector<std::string_view> question_keys(Step step) {
  switch (step) {
  case Step::hr_call:
    return {"employed", "title"};
  case Step::authorization_call:
    return {"identity", "employed", "approves_request", "approves_technical"};
  case Step::contract_signer_call:
    return {"identity", "authority", "agreement"};
  case Step::higher_authority_call:
    return {"identity", "title", "approves_authorization"};
  case Step::application:
  case Step::organization:
  case Step::domains:
    return {};
  }
  return {};
}

} // namespace

std::string_view to_string(Step step) { return name_of(step_names, step); }
std::optional<Step> parse_step(std::string_view text) { return value_of(step_names, text); }
std::string_view to_string(CallOutcome outcome) { return name_of(outcome_names, outcome); }
std::optional<CallOutcome> parse_call_outcome(std::string_view text) { return value_of(outcome_names, text); }
std::string_view to_string(NumberSource source) { return name_of(source_names, source); }
std::optional<NumberSource> parse_number_source(std::string_view text) { return value_of(source_names, text); }
bool is_independent(NumberSource source) { return source != NumberSource::applicant; }

std::vector<Step> steps_of(ValidationLevel level) {
  using enum Step;
  if (level == ValidationLevel::ev)
    return {application, organization, domains, hr_call, authorization_call, contract_signer_call, higher_authority_call};
  return {organization, domains, authorization_call};
}

bool is_call(Step step) { return step != Step::application && step != Step::organization && step != Step::domains; }

std::optional<ContactRole> contact_of(Step step) {
  switch (step) {
  case Step::hr_call: // human resources are asked about the higher authority
  case Step::higher_authority_call:
    return ContactRole::higher_authority;
  case Step::authorization_call:
    return ContactRole::authorization;
  case Step::contract_signer_call:
    return ContactRole::contract_signer;
  case Step::application:
  case Step::organization:
  case Step::domains:
    return std::nullopt;
  }
  return std::nullopt;
}

std::vector<ScriptQuestion> call_script(Step step, core::Language language, const core::Params& params) {
  std::vector<ScriptQuestion> out;
  for (const auto key : question_keys(step)) {
    const auto words = "script." + std::string(to_string(step)) + "." + std::string(key);
    out.push_back({std::string(key), core::message(language, "calls", words, params)});
  }
  return out;
}

core::Result<StepStatus> step_after_call(const CallReport& call) {
  if (!is_call(call.step)) return core::fail(errors::step_not_in_level, {{"step", std::string(to_string(call.step))}});
  if (call.outcome == CallOutcome::no_answer) return StepStatus::in_progress;
  if (call.outcome == CallOutcome::call_back) return StepStatus::scheduled;
  if (call.outcome == CallOutcome::refused) return StepStatus::failed;
  if (!is_independent(call.source)) return core::fail(errors::call_number_not_independent, {{"number", call.number}});
  std::vector<std::string> missing;
  bool refused = false;
  for (const auto key : question_keys(call.step)) {
    const auto answer = std::ranges::find(call.answers, key, &CallAnswer::question);
    if (answer == call.answers.end() || core::trim(answer->answer).empty())
      missing.emplace_back(key);
    else if (answer->answer != "yes")
      refused = true;
  }
  if (!missing.empty()) return core::fail(errors::call_answers_missing, {{"questions", core::join(missing, ", ")}});
  return refused ? StepStatus::failed : StepStatus::passed;
}

core::Result<void> check_steps_done(ValidationLevel level, const std::vector<std::pair<Step, StepStatus>>& steps) {
  std::vector<std::string> open;
  for (const auto step : steps_of(level)) {
    const auto found = std::ranges::find(steps, step, [](const auto& entry) { return entry.first; });
    const bool done = found != steps.end() && (found->second == StepStatus::passed || found->second == StepStatus::not_needed);
    if (!done) open.emplace_back(to_string(step));
  }
  if (open.empty()) return {};
  return core::fail(errors::steps_open, {{"steps", core::join(open, ", ")}});
}

} // namespace domain
