#include "policy/rule.h"

#include "policy/table_words.h"

namespace policy {
namespace {

template <class Words, class Value>
std::string_view word_of(const Words& words, Value value) {
  for (const auto& [word, meaning] : words)
    if (meaning == value) return word;
  return "?";
}

} // namespace

std::string_view to_string(Level level) { return word_of(level_words, level); }
std::string_view to_string(Operator operation) { return word_of(operator_words, operation); }
std::string_view to_string(RuleClock clock) { return word_of(clock_words, clock); }

bool scope_matches(std::string_view pattern, std::string_view profile) {
  const auto dot = pattern.find('.');
  const auto segment = pattern.substr(0, dot);
  const auto rest = dot == std::string_view::npos ? std::string_view{} : pattern.substr(dot + 1);
  if (segment != "*") {
    const auto profile_dot = profile.find('.');
    if (profile.substr(0, profile_dot) != segment) return false;
    if (dot == std::string_view::npos || profile_dot == std::string_view::npos) return dot == profile_dot;
    return scope_matches(rest, profile.substr(profile_dot + 1));
  }
  if (dot == std::string_view::npos) return !profile.empty();
  for (auto at = profile.find('.'); at != std::string_view::npos; at = profile.find('.', at + 1))
    if (scope_matches(rest, profile.substr(at + 1))) return true;
  return false;
}

bool Rule::applies_to(std::string_view profile) const {
  for (;;) {
    for (const auto& scope : scopes)
      if (scope_matches(scope, profile)) return true;
    const auto dot = profile.rfind('.');
    if (dot == std::string_view::npos) return false;
    profile = profile.substr(0, dot); // a profile has its parents' rows
  }
}

} // namespace policy
