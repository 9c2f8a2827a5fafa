#pragma once

#include "usecases/world.h"

namespace usecases {

/// C12: thirty and ten days before the proof of a domain stops being usable for a level that the account uses, or the first of the evidence
/// about an organization on which issuing at once rests, its technical contact and the account's administrators are told, once each; a
/// run that was missed is made up for. For a domain a new validation by DNS begins, whose value the mail gives.
core::Result<void> announce_evidence_ends(World& world, const Actor& actor);

} // namespace usecases
