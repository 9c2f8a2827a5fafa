#pragma once

#include "storage/database.h"

namespace storage {

/// One file of `src/storage/migrations/`.
struct Migration {
  std::string name;
  std::string sql;
};
/// The migrations inside this binary, in order.
std::vector<Migration> embedded_migrations();

/// Brings the database to the newest schema: runs what has not run, in order, each in a transaction of its own with its
/// SHA-256 in `schema_migrations`. Refuses a database whose past differs (`migration_changed`) or that a newer release
/// made (`migration_unknown`). Returns how many ran. Several nodes may call it at once.
core::Result<int> migrate(Database& db, const std::vector<Migration>& migrations = embedded_migrations());

/// The tables, columns and indexes of a database as text that is the same for both engines
/// (docs/generated/schema.txt).
core::Result<std::string> describe_schema(Database& db);

} // namespace storage
