#pragma once

#include "storage/applications.h"
#include "storage/validations.h"
#include "usecases/choose_proof.h"

namespace usecases {

/// The one of `rows` that waits for the very same proof and whose value still lives.
std::optional<storage::ValidationRow> find_same_pending(const std::vector<storage::ValidationRow>& rows, const ProofChoice& choice,
                                                        core::Instant now);

/// For whom a proof begins.
struct ProofOwner {
  storage::AccountId account_id;
  const storage::ApplicationRow* application; ///< what mails speak of; null where the domain was proven without one
};
/// Agrees on a random value and begins to look for it, or mails one to each address chosen.
core::Result<storage::ValidationRow> begin_validation(storage::Transaction& tx, const World& world, const Actor& actor,
                                                      const ProofOwner& owner, const ProofChoice& choice);

} // namespace usecases
