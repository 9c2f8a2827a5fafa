#pragma once

#include "usecases/world.h"

namespace usecases {

struct Recovery {
  std::size_t completed = 0; ///< the signer had signed: the certificate is stored now
  std::size_t abandoned = 0; ///< never signed, and never will be
};

/// Settles every intent that a crash or a silent signer left open (G02), older than `older_than`. Runs at start and as a job; each
/// intent is settled once, however many nodes try.
core::Result<Recovery> recover_issuance(World& world, std::chrono::seconds older_than);

} // namespace usecases
