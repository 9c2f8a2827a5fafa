#pragma once

#include "storage/database.h"
#include "storage/ids.h"

namespace storage {

/// A list of public holidays as it was imported; the newest is the one in force.
struct HolidayListRow {
  HolidayListId id;
  std::string file_name;
  std::string file_sha256;
  core::Bytes content;
  std::int64_t first_year;
  std::int64_t last_year;
  std::string imported_by;
  core::Instant imported_at;
};
BOOST_DESCRIBE_STRUCT(HolidayListRow, (), (id, file_name, file_sha256, content, first_year, last_year, imported_by, imported_at))

core::Result<void> insert_holiday_list(Transaction& tx, const HolidayListRow& list);
core::Result<std::optional<HolidayListId>> newest_holiday_list(Transaction& tx);
core::Result<HolidayListRow> load_holiday_list(Transaction& tx, const HolidayListId& id);

} // namespace storage
