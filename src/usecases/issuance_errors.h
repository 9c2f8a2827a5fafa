#pragma once

#include "core/error.h"

/// Refusals of issuing and of what follows it.
namespace usecases::errors {

using core::ErrorCode;
using core::ErrorKind;

/// The signer answered with something else than what is on record; it is kept out and an officer is told.
inline constexpr ErrorCode signed_other_than_asked{"signed_other_than_asked", ErrorKind::internal};
inline constexpr ErrorCode issuer_missing{"issuer_missing", ErrorKind::unavailable};
inline constexpr ErrorCode account_without_organization{"account_without_organization", ErrorKind::conflict};
inline constexpr ErrorCode register_entry_missing{"register_entry_missing", ErrorKind::unprocessable};
inline constexpr ErrorCode email_taken{"email_taken", ErrorKind::conflict};
inline constexpr ErrorCode application_not_approved{"application_not_approved", ErrorKind::conflict};

} // namespace usecases::errors
