#include "usecases/list_policies.h"

#include "core/text.h"

namespace usecases {

std::vector<Policy> list_policies(const World& world, core::Instant at) {
  std::vector<Policy> policies;
  for (const auto* rule : world.rules.active(at))
    policies.push_back({rule->id, core::join(rule->scopes, ","), std::string(policy::to_string(rule->level)),
                        std::string(policy::to_string(rule->operation)), rule->value, rule->unit, rule->from, rule->until, rule->authority,
                        rule->section, policy::authority_name(rule->authority) + " " + rule->section, rule->note});
  return policies;
}

} // namespace usecases
