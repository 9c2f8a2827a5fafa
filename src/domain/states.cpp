#include "domain/states.h"

#include "core/errors.h"
#include "domain/errors.h"

namespace domain {

core::Failure refuse_move(std::string_view thing, std::string_view from, std::string_view to) {
  return core::fail(core::errors::illegal_transition,
                    {{"thing", std::string(thing)}, {"from", std::string(from)}, {"to", std::string(to)}});
}

core::Result<void> check_case_move(CaseStatus from, CaseStatus to) {
  auto checked = check_move(from, to);
  const bool waits = from == CaseStatus::waiting_for_applicant && (to == CaseStatus::in_review || to == CaseStatus::approved);
  return !checked && waits ? core::Result<void>(core::fail(errors::case_waits_for_applicant)) : std::move(checked);
}

} // namespace domain
