#include "support/database.h"

#include "storage/migrations.h"
#include "support/postgres.h"

namespace support {

std::string empty_database(storage::Engine engine, const TemporaryDirectory& directory) {
  if (engine == storage::Engine::postgresql) return Postgres::shared().empty_database();
  return "sqlite:" + directory / "shomei.db";
}

std::string migrated_database(storage::Engine engine, const TemporaryDirectory& directory) {
  if (engine == storage::Engine::postgresql) return Postgres::shared().migrated_database();
  auto url = "sqlite:" + directory / "shomei.db";
  auto db = must(storage::Database::open(url, {.durable = false}));
  must(storage::migrate(db));
  return url;
}

} // namespace support
