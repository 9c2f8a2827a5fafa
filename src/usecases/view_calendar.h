#pragma once

#include "usecases/call_slots.h"

namespace usecases {

/// A day of the desk's calendar.
struct CalendarDay {
  std::chrono::year_month_day date{};
  bool open = false;
  std::optional<std::string> holiday; ///< its Japanese name
  bool official = false;              ///< the year's holidays are from the Cabinet Office's list, not computed
  std::vector<FreeSlot> slots;
};
core::Result<std::vector<CalendarDay>> view_calendar(World& world, std::chrono::year_month_day from, int days);

} // namespace usecases
