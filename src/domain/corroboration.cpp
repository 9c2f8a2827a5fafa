#include "domain/corroboration.h"

#include "domain/errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace domain {
namespace {

policy::MpicResult count(const std::vector<Vote>& votes) {
  std::set<std::string_view> regions;
  policy::MpicResult result{.remotes = static_cast<int>(votes.size())};
  for (const auto& vote : votes) {
    if (!vote.corroborates) continue;
    ++result.corroborating;
    regions.insert(vote.region);
  }
  result.rir_regions = static_cast<int>(regions.size());
  return result;
}

/// `osaka (APNIC): caa_forbids, london (RIPE): perspective_unreachable`.
std::string dissent(const std::vector<Vote>& votes) {
  std::string text;
  for (const auto& vote : votes)
    if (!vote.corroborates) text += fmt::format("{}{} ({}): {}", text.empty() ? "" : ", ", vote.perspective, vote.region, vote.result);
  return text.empty() ? "-" : text;
}

} // namespace

std::string quorum_of(const std::vector<Vote>& votes) {
  return fmt::format("{}/{}", std::ranges::count_if(votes, &Vote::corroborates), votes.size());
}

core::Result<void> check_perspectives(const policy::RuleSet& rules, std::string_view profile, std::size_t configured, core::Instant now) {
  const auto asked = rules.mpic(profile, now);
  if (!asked.blocking || configured >= static_cast<std::size_t>(asked.remotes)) return {};
  return core::fail(errors::perspectives_too_few, {{"configured", std::to_string(configured)}, {"needed", std::to_string(asked.remotes)}});
}

bool makes_quorum(const policy::RuleSet& rules, std::string_view profile, const policy::MpicResult& votes, core::Instant now) {
  if (rules.mpic(profile, now).blocking) return rules.mpic_passes(profile, votes, now);
  const int may_disagree = votes.remotes >= 6 ? 2 : votes.remotes >= 2 ? 1 : 0;
  return votes.remotes - votes.corroborating <= may_disagree;
}

core::Result<void> check_corroboration(const policy::RuleSet& rules, std::string_view profile, const std::vector<Vote>& votes,
                                       core::Instant now) {
  TRY(check_perspectives(rules, profile, votes.size(), now));
  const auto result = count(votes);
  if (makes_quorum(rules, profile, result, now)) return {};
  return core::fail(errors::corroboration_failed, {{"quorum", quorum_of(votes)},
                                                   {"regions", std::to_string(result.rir_regions)},
                                                   {"needed_regions", std::to_string(rules.mpic(profile, now).rir_regions)},
                                                   {"dissent", dissent(votes)}});
}

} // namespace domain
