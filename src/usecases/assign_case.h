#pragma once

#include "storage/cases.h"
#include "usecases/world.h"

#include <optional>
#include <string>

namespace usecases {

struct Assignment {
  storage::CaseId id;
  std::optional<storage::UserId> to;             ///< by default the one who asks
  std::optional<storage::UserId> take_over_from; ///< the specialist whose case it is
};
/// Gives a case to a specialist. Nobody's case is taken from them unless the request names them: `case_assigned` says whose it is.
core::Result<void> assign_case(World& world, const Actor& actor, const Assignment& assignment);

/// Writes a note; one that is visible to the applicant is also mailed to the technical contact.
struct CaseNote {
  std::string text;
  bool visible_to_applicant = false;
};
core::Result<void> add_case_note(World& world, const Actor& actor, const storage::CaseId& id, const CaseNote& note);

} // namespace usecases
