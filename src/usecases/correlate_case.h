#pragma once

#include "domain/correlation.h"
#include "storage/cases.h"
#include "usecases/world.h"

#include <boost/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace usecases {

/// The case's file side by side, with the decisions that still hold (EVG 3.2.2.13).
core::Result<std::vector<domain::CorrelationRow>> correlate_case(storage::Transaction& tx, const storage::CaseRow& row);
core::Result<std::vector<domain::CorrelationRow>> view_correlation(World& world, const storage::CaseId& id);
/// As the record of an approval keeps it.
boost::json::array correlation_facts(const std::vector<domain::CorrelationRow>& rows);

struct DifferenceReport {
  storage::CaseId case_id;
  std::string field; ///< the row's key
  bool accepted = false;
  std::string reason;
  std::optional<core::Instant> seen_decided_at = {}; ///< of the decision that the asker saw; none: saw it undecided
};
/// Records a specialist's decision on words that differ; differences from the register are decided with the register check.
/// `decided_meanwhile` tells of a decision that the asker did not see.
core::Result<void> decide_difference(World& world, const Actor& actor, const DifferenceReport& report);

} // namespace usecases
