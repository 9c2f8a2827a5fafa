#pragma once

#include "usecases/case_clock.h"

#include <map>

namespace usecases {

/// What the desk looks at: `mine`, `unassigned`, `open`, `review`, `done`, `waiting`, or a flag of the clock.
struct CaseQueue {
  std::string queue = "open";
  storage::UserId user; ///< whose, for `mine`
  std::string after = {};
  std::int64_t limit = 50;
};
/// Undecided cases by due date, the earliest first; those done newest first.
core::Result<storage::Page<CaseLine>> list_cases(World& world, const CaseQueue& query);

/// How one specialist's undecided cases stand.
struct Workload {
  std::string user_id;
  std::string name;
  std::int64_t cases = 0;
  std::int64_t due_soon = 0;
  std::int64_t overdue = 0;
  std::int64_t waiting = 0;
};
struct CaseCounts {
  std::map<std::string, std::int64_t> queues; ///< by the name of a queue
  std::vector<Workload> specialists;          ///< by name; unassigned cases last, without one
};
core::Result<CaseCounts> count_cases(World& world, const storage::UserId& user);

} // namespace usecases
