#include "domain/four_eyes.h"

#include "core/text.h"
#include "domain/errors.h"

#include <algorithm>

namespace domain {
namespace {

constexpr std::size_t most_named = 5;

bool is_free(const FourEyes& facts, const std::string& user) {
  return !user.empty() && user != facts.recommended_by && std::ranges::find(facts.workers, user) == facts.workers.end();
}

std::string name_of(const FourEyes& facts, const std::string& user) {
  const auto found = std::ranges::find(facts.staff, user, &FourEyes::Colleague::id);
  return found == facts.staff.end() ? "-" : found->name;
}

std::string names_of_others(const FourEyes& facts) {
  std::vector<std::string> others;
  for (const auto& colleague : facts.staff)
    if (colleague.may_approve && is_free(facts, colleague.id) && others.size() < most_named) others.push_back(colleague.name);
  return others.empty() ? "-" : core::join(others, ", ");
}

} // namespace

core::Result<void> check_four_eyes(const FourEyes& facts, const std::string& user) {
  if (is_free(facts, user)) return {};
  return core::fail(
      errors::four_eyes,
      {{"name", name_of(facts, user)}, {"recommender", name_of(facts, facts.recommended_by)}, {"others", names_of_others(facts)}});
}

} // namespace domain
