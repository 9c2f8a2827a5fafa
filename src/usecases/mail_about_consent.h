#pragma once

#include "usecases/consent_affair.h"

namespace usecases {

/// Tells those who care for the application, and can name somebody else, that a person declined; `params`: role, person, reason.
core::Result<void> mail_consent_declined(storage::Transaction& tx, const World& world, const ConsentAffair& affair,
                                         const core::Params& params);
/// Sends a person a copy of their answers, with the agreement where they signed it.
core::Result<void> mail_consent_done(storage::Transaction& tx, const World& world, const ConsentAffair& affair,
                                     const std::vector<storage::ConsentRow>& consents, core::Instant now);

} // namespace usecases
