#include "storage/settings.h"

#include "storage/statement.h"

#include <fmt/format.h>

namespace storage {

core::Result<std::int64_t> next_count(Transaction& tx, std::string_view name) {
  // Without RETURNING, for which SQLite makes a table.
  (void)TRY(tx.exec("INSERT INTO counters (name, value) VALUES ($1, 1) ON CONFLICT (name) DO UPDATE SET value = counters.value + 1", name));
  return core::require(TRY(tx.one<std::int64_t>("SELECT value FROM counters WHERE name = $1", name)), errors::database_failed);
}

core::Result<std::string> next_document_number(Transaction& tx, std::string_view prefix, int year) {
  const auto sequence = fmt::format("{}-{}", prefix, year);
  return fmt::format("{}-{:06}", sequence, TRY(next_count(tx, sequence)));
}

core::Result<std::optional<std::string>> find_setting(Transaction& tx, std::string_view name) {
  return tx.one<std::string>("SELECT value FROM settings WHERE name = $1", name);
}

core::Result<void> put_setting(Transaction& tx, std::string_view name, std::string_view value) {
  return done(
      tx.exec("INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, value));
}

} // namespace storage
