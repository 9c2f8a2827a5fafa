#pragma once

#include "core/config.h"
#include "outbound/perspectives.h"
#include "policy/rule_set.h"

#include <vector>

namespace cli {

/// The perspectives of the configuration with the keys of their files.
core::Result<std::vector<outbound::PerspectiveAddress>> perspective_addresses(const core::Config& config);

/// What is wrong with them by the rules of the day and of the days ahead (BR 3.2.2.9): too few, too near, of unknown place.
std::vector<core::Error> perspective_warnings(const core::Config& config, const policy::RuleSet& rules, core::Instant now);

} // namespace cli
