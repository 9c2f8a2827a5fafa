#pragma once

#include "core/error.h"

/// Error codes of the database layer. Callers map `unique_violation` to their own words by `violates()`.
namespace storage::errors {

using core::ErrorCode;
using core::ErrorKind;

/// params: table, columns (comma-separated, in the order of the constraint).
inline constexpr ErrorCode unique_violation{"unique_violation", ErrorKind::conflict};
/// params: table (where the engine tells it).
inline constexpr ErrorCode foreign_key_violation{"foreign_key_violation", ErrorKind::conflict};
inline constexpr ErrorCode constraint_violation{"constraint_violation", ErrorKind::internal};
/// Busy, disconnected, disk full: the same request may succeed later.
inline constexpr ErrorCode database_unavailable{"database_unavailable", ErrorKind::unavailable};
/// The connection broke during COMMIT: whether the changes are kept is not known, so they are not tried again.
inline constexpr ErrorCode commit_unknown{"commit_unknown", ErrorKind::unavailable};
inline constexpr ErrorCode database_failed{"database_failed", ErrorKind::internal};
inline constexpr ErrorCode database_url_invalid{"database_url_invalid", ErrorKind::unprocessable};
/// A migration that already ran has another text now. params: name.
inline constexpr ErrorCode migration_changed{"migration_changed", ErrorKind::unavailable};
/// The database was made by a newer release. params: name.
inline constexpr ErrorCode migration_unknown{"migration_unknown", ErrorKind::unavailable};
inline constexpr ErrorCode no_licence_available{"no_licence_available", ErrorKind::conflict};
inline constexpr ErrorCode cursor_invalid{"cursor_invalid", ErrorKind::malformed};

} // namespace storage::errors
