#include "domain/call_script.h"

#include <algorithm>

namespace domain {
namespace {

constexpr std::string_view who_is_speaking = "identity";

std::string prefix_of(Step step) { return std::string(to_string(step)) + "."; }

std::string words(core::Language language, std::string_view key, const core::Params& params) {
  return core::message(language, "calls", key, params);
}

} // namespace

CallScript call_sheet(const std::vector<Step>& steps, core::Language language, const core::Params& params) {
  CallScript sheet;
  for (const auto step : steps) {
    const bool first = step == steps.front();
    for (auto& question : call_script(step, language, params)) {
      if (!first && question.key == who_is_speaking) continue;
      if (!first) question.key = prefix_of(step) + question.key;
      sheet.questions.push_back(std::move(question));
    }
  }
  const bool asks_human_resources = !steps.empty() && steps.front() == Step::hr_call;
  sheet.reception = words(language, asks_human_resources ? "sheet.reception_hr" : "sheet.reception", params);
  sheet.greeting = words(language, "sheet.greeting", params);
  const bool has_number =
      std::ranges::any_of(params, [](const auto& word) { return word.first == "caller_phone" && !word.second.empty(); });
  sheet.closing = words(language, has_number ? "sheet.closing" : "sheet.closing_without_number", params);
  return sheet;
}

std::vector<CallAnswer> answers_for(Step step, const std::vector<Step>& steps, const std::vector<CallAnswer>& answers) {
  const bool first = !steps.empty() && steps.front() == step;
  const auto prefix = first ? std::string() : prefix_of(step);
  std::vector<CallAnswer> own;
  for (const auto& answer : answers) {
    const bool shared = answer.question == who_is_speaking;
    if (first ? !answer.question.contains('.') : shared) own.push_back(answer);
    if (!first && answer.question.starts_with(prefix)) own.push_back({answer.question.substr(prefix.size()), answer.answer});
  }
  return own;
}

std::string advice_after_call(CallOutcome outcome, StepStatus status, int unanswered, core::Language language) {
  if (outcome == CallOutcome::call_back) return words(language, "advice.call_back", {});
  if (outcome == CallOutcome::refused) return words(language, "advice.refused", {});
  if (outcome == CallOutcome::no_answer)
    return unanswered < unanswered_limit ? words(language, "advice.no_answer", {})
                                         : words(language, "advice.unreachable", {{"count", std::to_string(unanswered)}});
  return status == StepStatus::failed ? words(language, "advice.reached_failed", {}) : std::string();
}

} // namespace domain
