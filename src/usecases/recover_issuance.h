#pragma once

#include "storage/certificates.h"
#include "storage/issuance.h"
#include "usecases/world.h"

#include <optional>
#include <string>

namespace usecases {

/// Longer than any request waits for the signer and the database: nobody works on an open intent that is older.
inline constexpr auto longest_request = std::chrono::seconds{60};

struct Recovery {
  std::size_t completed = 0; ///< the signer had signed: the certificate is stored now
  std::size_t abandoned = 0; ///< never signed, and never will be
};

/// Settles the intents that a crash or a silent signer left open (G02): those that no request can still be waiting for, and, at a
/// start, those of the ended process whose name this one has taken over. Each is settled once, however many nodes try.
core::Result<Recovery> recover_issuance(World& world, const std::optional<std::string>& ended_node);

/// Settles one open intent: its certificate, or nothing where it was given up. `version_stale` where another was first.
core::Result<std::optional<storage::CertificateRow>> settle_intent(World& world, const storage::IntentRow& row);

} // namespace usecases
