#include "usecases/import_holidays.h"

#include "core/calendar.h"
#include "core/crypto.h"
#include "usecases/audit.h"

namespace usecases {

core::Result<storage::HolidayListRow> import_holidays(storage::Database& database, const Actor& actor, std::string file_name,
                                                      core::Bytes content, core::Instant now) {
  const auto [first, last] = TRY(core::HolidayCalendar::from_csv(content)).listed_years();
  const auto sha256 = core::sha256_hex(content);
  const storage::HolidayListRow row{.id = storage::HolidayListId::make(),
                                    .file_name = std::move(file_name),
                                    .file_sha256 = sha256,
                                    .content = std::move(content),
                                    .first_year = static_cast<int>(first),
                                    .last_year = static_cast<int>(last),
                                    .imported_by = actor.id,
                                    .imported_at = now};
  return database.write([&](storage::Transaction& tx) -> core::Result<storage::HolidayListRow> {
    TRY(storage::insert_holiday_list(tx, row));
    audit(tx, actor,
          {"holidays_imported",
           row.id.str(),
           "",
           {{"file", row.file_name}, {"sha256", row.file_sha256}, {"firstYear", row.first_year}, {"lastYear", row.last_year}}},
          now);
    return row;
  });
}

} // namespace usecases
