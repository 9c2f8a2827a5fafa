#include "usecases/corroboration.h"

#include "domain/email_address.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace usecases {
namespace {

using Agrees = std::function<bool(const outbound::Sighting&)>;

domain::Vote to_vote(const outbound::Testimony& said, const Agrees& agrees) {
  domain::Vote vote{said.perspective, said.region, false, {}};
  if (!said.sightings) {
    vote.result = said.sightings.error().code.name;
    return vote;
  }
  const auto& sighting = said.sightings->front();
  vote.corroborates = agrees(sighting);
  vote.result = vote.corroborates || !sighting.agrees ? sighting.result : "differs";
  return vote;
}

std::string to_evidence(const std::vector<domain::Vote>& votes) {
  std::string text;
  for (const auto& vote : votes) text += fmt::format("perspective {} ({}): {}\n", vote.perspective, vote.region, vote.result);
  return text + fmt::format("perspectives: {}\n", domain::quorum_of(votes));
}

Corroboration ask(World& world, const outbound::Look& look, std::string_view profile, const Agrees& agrees) {
  Corroboration result;
  const auto now = world.clock.now();
  if (auto enough = domain::check_perspectives(world.rules, profile, perspective_count(world), now); !enough) {
    result.error = std::move(enough).error();
    return result;
  }
  if (perspective_count(world) == 0) return result;
  for (const auto& said : world.perspectives->ask(look)) result.votes.push_back(to_vote(said, agrees));
  result.evidence = to_evidence(result.votes);
  if (auto quorum = domain::check_corroboration(world.rules, profile, result.votes, now); !quorum) result.error = std::move(quorum).error();
  return result;
}

} // namespace

std::size_t perspective_count(const World& world) { return world.perspectives == nullptr ? 0 : world.perspectives->addresses().size(); }

Corroboration corroborate(World& world, const outbound::Look& look, std::string_view profile) {
  return ask(world, look, profile, [](const outbound::Sighting& sighting) { return sighting.agrees; });
}

Corroboration corroborate_contact(World& world, const outbound::ContactLook& look, const std::string& contact, std::string_view profile) {
  return ask(world, look, profile, [&](const outbound::Sighting& sighting) {
    return sighting.agrees && std::ranges::any_of(sighting.found, [&](const std::string& found) {
             const auto address = domain::EmailAddress::parse(found);
             return address && address->str() == contact;
           });
  });
}

Corroboration corroborate_outcome(World& world, const outbound::Look& look, std::string_view profile,
                                  outbound::ValidationOutcome& outcome) {
  if (!outcome.confirmed) return {};
  auto corroboration = corroborate(world, look, profile);
  outcome.evidence += corroboration.evidence;
  if (!corroboration.error) return corroboration;
  outcome.confirmed = false;
  outcome.error = corroboration.error;
  outcome.evidence += fmt::format("result: {}\n", corroboration.error->code.name);
  return corroboration;
}

} // namespace usecases
