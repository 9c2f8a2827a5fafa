#pragma once

#include "storage/cases.h"
#include "usecases/world.h"

namespace usecases {

/// Gives a case to a specialist (by default to the one who asks).
core::Result<void> assign_case(World& world, const Actor& actor, const storage::CaseId& id, const std::optional<storage::UserId>& to);

/// Writes a note; one that is visible to the applicant is also mailed to the technical contact.
struct CaseNote {
  std::string text;
  bool visible_to_applicant = false;
};
core::Result<void> add_case_note(World& world, const Actor& actor, const storage::CaseId& id, const CaseNote& note);

} // namespace usecases
