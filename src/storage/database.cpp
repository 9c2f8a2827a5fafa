#include "storage/database.h"

#include "storage/postgres_engine.h"
#include "storage/sqlite_engine.h"

namespace storage {

core::Result<Database> Database::open(std::string_view url, Options options) {
  constexpr std::string_view sqlite = "sqlite:";
  if (url.starts_with(sqlite) && url.size() > sqlite.size())
    return Database(TRY(SqliteEngine::open(std::string(url.substr(sqlite.size())), options)));
  if (url.starts_with("postgresql://") || url.starts_with("postgres://"))
    return Database(TRY(PostgresEngine::open(std::string(url), options)));
  return core::fail(errors::database_url_invalid);
}

} // namespace storage
