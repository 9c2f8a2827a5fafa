#pragma once

#include "domain/ev_identity.h"
#include "domain/register_comparison.h"
#include "storage/cases.h"
#include "storage/register.h"
#include "usecases/world.h"

#include <string>
#include <vector>

namespace usecases {

/// The application's words beside the register's (C07).
struct RegisterComparison {
  storage::RegisterRow entry;
  std::vector<domain::FieldComparison> fields;
  std::optional<core::Result<domain::EvIdentity>> registration = {}; ///< EV: what the entry tells, or what contradicts the application
};
core::Result<RegisterComparison> compare_case_with_register(World& world, const storage::CaseId& id, const std::string& number);

struct DifferenceDecision {
  std::string field;
  bool accepted = false;
  std::string reason;
};
struct RegisterCheck {
  storage::CaseId case_id;
  std::string number; ///< a corporate number or an LEI
  std::vector<DifferenceDecision> decisions;
};
/// Records the comparison as evidence of step 2 with a decision for each difference. The step passes when the entity is active and every
/// difference was accepted with a reason; `register_differences_open` while one has none. An EV application whose jurisdiction, number or
/// category contradicts the entry is refused: no decision accepts that, nor that the register has renamed the organization since it was
/// vetted (`company_name_changed`, D07).
core::Result<void> record_register_check(World& world, const Actor& actor, const RegisterCheck& check);

} // namespace usecases
