#include "storage/migrations.h"

#include "core/crypto.h"
#include "core/embedded.h"

#include <algorithm>
#include <regex>

namespace storage {
namespace {

constexpr std::string_view folder = "src/storage/migrations";

/// PostgreSQL has no BLOB, and compares TEXT by the database's language where SQLite compares bytes.
std::string for_postgresql(const std::string& sql) {
  static const std::regex text_type(R"(\bTEXT\b)");
  return std::regex_replace(sql, text_type, "TEXT COLLATE \"C\"");
}

/// SQLite keeps a table by such a key, without an index beside it, only where it is called INTEGER.
std::string for_sqlite(const std::string& sql) {
  static const std::regex number_key(R"(\bBIGINT PRIMARY KEY\b)");
  return std::regex_replace(sql, number_key, "INTEGER PRIMARY KEY");
}

core::Result<void> run_script(Transaction& tx, const std::string& sql) {
  return tx.script(tx.engine() == Engine::postgresql ? for_postgresql(sql) : for_sqlite(sql));
}

/// Makes the table of what ran; nodes that start at once wait here for one another.
core::Result<void> prepare(Transaction& tx) {
  if (tx.engine() == Engine::postgresql) {
    TRY(tx.script("SELECT pg_advisory_xact_lock(7369171)"));
    const auto domain = TRY(tx.one<std::int64_t>(
        "SELECT CAST(COUNT(*) AS BIGINT) FROM pg_type WHERE typname = 'blob' AND typnamespace = current_schema()::regnamespace"));
    if (domain == 0) TRY(tx.script("CREATE DOMAIN blob AS bytea"));
  }
  return run_script(tx, "CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL)");
}

struct Applied {
  std::string name;
  std::string sha256;
};
BOOST_DESCRIBE_STRUCT(Applied, (), (name, sha256))

std::string checksum(const Migration& migration) { return core::sha256_hex(core::as_bytes(migration.sql)); }

/// The first of the given migrations that has not run.
core::Result<std::size_t> next_to_run(Transaction& tx, const std::vector<Migration>& migrations) {
  const auto applied = TRY(tx.query<Applied>("SELECT name, sha256 FROM schema_migrations ORDER BY name"));
  for (std::size_t i = 0; i < applied.size(); ++i) {
    const auto known = std::ranges::find(migrations, applied[i].name, &Migration::name);
    if (known == migrations.end()) return core::fail(errors::migration_unknown, {{"name", applied[i].name}});
    if (i >= migrations.size() || migrations[i].name != applied[i].name || checksum(*known) != applied[i].sha256)
      return core::fail(errors::migration_changed, {{"name", applied[i].name}});
  }
  return applied.size();
}

/// Runs the next one, if there is one.
core::Result<bool> run_next(Transaction& tx, const std::vector<Migration>& migrations) {
  TRY(prepare(tx));
  const auto next = TRY(next_to_run(tx, migrations));
  if (next == migrations.size()) return false;
  const auto& migration = migrations[next];
  TRY(run_script(tx, migration.sql));
  (void)TRY(tx.exec("INSERT INTO schema_migrations (name, sha256) VALUES ($1, $2)", migration.name, checksum(migration)));
  return true;
}

} // namespace

std::vector<Migration> embedded_migrations() {
  std::vector<Migration> migrations;
  for (const auto path : core::embedded::files_below(folder))
    if (const auto bytes = core::embedded::file(path))
      migrations.push_back({std::string(path.substr(folder.size() + 1)), std::string(core::as_text(*bytes))});
  return migrations;
}

core::Result<int> migrate(Database& db, const std::vector<Migration>& migrations) {
  int ran = 0;
  while (TRY(db.write([&](Transaction& tx) { return run_next(tx, migrations); }))) ++ran;
  return ran;
}

} // namespace storage
