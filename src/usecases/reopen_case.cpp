#include "usecases/reopen_case.h"

#include "core/errors.h"
#include "usecases/case_waiting.h"
#include "usecases/reopen_steps.h"

#include <algorithm>

namespace usecases {
namespace {

/// The step whose evidence a refusal of the gate is about.
domain::Step step_of(const core::Error& why) {
  const auto param = [&](std::string_view name) {
    return std::ranges::find(why.params, name, [](const auto& entry) { return std::string_view(entry.first); });
  };
  if (const auto step = param("step"); step != why.params.end())
    return domain::parse_step(step->second).value_or(domain::Step::organization);
  return param("name") != why.params.end() ? domain::Step::domains : domain::Step::organization;
}

} // namespace

core::Result<void> reopen_case(World& world, const Actor& actor, const storage::ApplicationId& id, const core::Error& why,
                               const domain::Problems& stale) {
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    auto row = TRY(core::require(TRY(storage::find_case_of_application(tx, id)), core::errors::not_found));
    TRY(take_back(tx, actor, row, why, world.clock.now()));
    std::vector<domain::Step> steps;
    for (const auto& problem : stale) steps.push_back(step_of(problem));
    TRY(reopen_steps(tx, row, steps, world.clock.now()));
    TRY(settle_waiting(tx, world, row));
    return storage::update_case(tx, row);
  });
}

} // namespace usecases
