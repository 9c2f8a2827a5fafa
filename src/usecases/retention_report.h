#pragma once

#include "storage/samples.h"
#include "usecases/world.h"

namespace usecases {

/// What a case's records are kept for, and until when.
struct RetainedCase {
  storage::RetainedRow row;
  std::optional<core::Instant> keep_until; ///< none while the case goes on
  bool may_destroy = false;
};
/// Years that this installation keeps records: those that the rules of the day ask for, or the operator's where they are more.
int years_kept(const World& world, core::Instant now);
RetainedCase judge_retention(const World& world, storage::RetainedRow row, core::Instant now);
struct RetentionReport {
  int years = 0;
  storage::Page<RetainedCase> cases;
};
/// When the records of each case may be destroyed, oldest first (BR 5.4.3, 5.5.2). Nothing is destroyed by it.
core::Result<RetentionReport> report_retention(World& world, const std::string& after, std::int64_t limit);

} // namespace usecases
