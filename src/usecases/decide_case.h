#pragma once

#include "storage/cases.h"
#include "usecases/world.h"

#include <optional>
#include <string>

namespace usecases {

/// The case and the version that the caller saw (If-Match).
struct CaseDecision {
  storage::CaseId id;
  std::optional<std::int64_t> seen_version;
  std::string reason = {}; ///< of a return, for the colleague; of an approval, what was reviewed
  bool reviewed = false;   ///< the correlation sheet, by the one who approves
};

/// A specialist finds the evidence complete and every difference decided, and hands the case to the second pair of eyes.
core::Result<void> recommend_case(World& world, const Actor& actor, const CaseDecision& decision);

/// The second specialist, none of whose own records are in the case, approves (C09) after reviewing the whole file, which is kept as it lay
/// before him: every requirement is checked again, the organization counts as vetted, and issuing begins (as a job that survives a crash).
/// Returns the application to issue for.
core::Result<storage::ApplicationId> approve_case(World& world, const Actor& actor, const CaseDecision& decision);

/// The second specialist sends the case back to be worked on, with a reason that the colleague reads.
core::Result<void> return_case(World& world, const Actor& actor, const CaseDecision& decision);

} // namespace usecases
