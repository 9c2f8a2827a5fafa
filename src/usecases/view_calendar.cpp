#include "usecases/view_calendar.h"

namespace usecases {

core::Result<std::vector<CalendarDay>> view_calendar(World& world, std::chrono::year_month_day from, int days) {
  const auto slots = TRY(world.database.read([&](storage::Transaction& tx) { return list_free_slots(tx, world, from, days); }));
  const auto& calendar = world.calendar;
  const auto holidays = calendar.holidays();
  std::vector<CalendarDay> list;
  auto slot = slots.begin();
  for (int i = 0; i < days; ++i) {
    const std::chrono::year_month_day date{std::chrono::sys_days{from} + std::chrono::days{i}};
    CalendarDay day{date, calendar.is_business_day(date), holidays->holiday(date), holidays->is_listed(date.year()), {}};
    for (; slot != slots.end() && calendar.zone().date_of(slot->at) == date; ++slot) day.slots.push_back(*slot);
    list.push_back(std::move(day));
  }
  return list;
}

} // namespace usecases
