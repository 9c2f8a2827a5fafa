#pragma once

#include "storage/ids.h"
#include "usecases/world.h"

namespace usecases {

/// Signs and stores a new full CRL of an issuer (BR 4.9.7, RFC 5280 5): a larger number each time, every revoked certificate until it
/// was on one CRL after its expiry.
core::Result<void> refresh_crl(World& world, const storage::IssuerId& issuer);

/// Refreshes the CRL of each issuer whose stored one is missing or past half of its life.
core::Result<void> refresh_due_crls(World& world);

} // namespace usecases
