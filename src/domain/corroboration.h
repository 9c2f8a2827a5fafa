#pragma once

#include "core/result.h"
#include "policy/rule_set.h"

#include <string>
#include <string_view>
#include <vector>

namespace domain {

/// What one remote network perspective said about the primary's determination (BR 3.2.2.9).
struct Vote {
  std::string perspective;
  std::string region; ///< of its regional internet registry
  bool corroborates = false;
  std::string result; ///< why not: an error's code
};

/// `3/4`: as the audit record wants it (BR 5.4.1 (2)(8)).
std::string quorum_of(const std::vector<Vote>& votes);

/// `perspectives_too_few` where fewer are configured than the rules of the day ask for; what they are is not yet the question.
core::Result<void> check_perspectives(const policy::RuleSet& rules, std::string_view profile, std::size_t configured, core::Instant now);

/// Whether the votes make a quorum by the rules of the day. Rules that ask for none still honour what is configured: of one perspective
/// none, of two to five one, of six or more two may disagree.
bool makes_quorum(const policy::RuleSet& rules, std::string_view profile, const policy::MpicResult& votes, core::Instant now);
/// `corroboration_failed` where the votes make none; `perspectives_too_few` where they are too few in any case.
core::Result<void> check_corroboration(const policy::RuleSet& rules, std::string_view profile, const std::vector<Vote>& votes,
                                       core::Instant now);

} // namespace domain
