#pragma once

#include "domain/corroboration.h"
#include "outbound/validation_check.h"
#include "storage/validations.h"
#include "usecases/world.h"

#include <string>
#include <vector>

namespace usecases {

/// What belongs to a look at a domain beside the value itself.
struct Sightings {
  std::vector<domain::Vote> votes; ///< of the perspectives; empty where none was asked
  std::string caa;                 ///< what CAA would say to an issuance now: `permitted`, or an error as it is kept
};

/// Has the perspectives corroborate an outcome that we confirmed (BR 3.2.2.9): without a quorum it is confirmed no longer. Asks CAA early,
/// so that the applicant can mend it before anything is issued.
Sightings look_elsewhere(World& world, const storage::ValidationRow& row, outbound::ValidationOutcome& outcome);

/// Keeps them with the validation, and each perspective's word in the audit log (BR 5.4.1 (2)).
core::Result<void> keep_sightings(storage::Transaction& tx, const Actor& actor, const storage::ValidationRow& row,
                                  const Sightings& sightings, core::Instant now);

} // namespace usecases
