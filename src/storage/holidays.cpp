#include "storage/holidays.h"

#include "storage/statement.h"

namespace storage {

core::Result<void> insert_holiday_list(Transaction& tx, const HolidayListRow& list) { return insert<"holiday_lists">(tx, list); }

core::Result<std::optional<HolidayListId>> newest_holiday_list(Transaction& tx) {
  return tx.one<HolidayListId>("SELECT id FROM holiday_lists ORDER BY imported_at DESC, id DESC LIMIT 1");
}

core::Result<HolidayListRow> load_holiday_list(Transaction& tx, const HolidayListId& id) {
  return load<HolidayListRow, "FROM holiday_lists WHERE id = $1">(tx, id);
}

} // namespace storage
