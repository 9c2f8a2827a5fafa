#include "usecases/numbers.h"

#include "storage/settings.h"

namespace usecases {

core::Result<std::string> take_number(World& world, std::string_view prefix, core::Instant now) {
  const auto year = static_cast<int>(world.calendar.zone().date_of(now).year());
  return world.database.write([&](storage::Transaction& tx) { return storage::next_document_number(tx, prefix, year); });
}

} // namespace usecases
