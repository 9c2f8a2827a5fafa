#include "usecases/holiday_follower.h"

#include "core/log.h"
#include "storage/holidays.h"

namespace usecases {
namespace {

constexpr auto interval = std::chrono::seconds{5};

} // namespace

HolidayFollower::~HolidayFollower() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

core::Result<bool> HolidayFollower::refresh() {
  const auto newest = TRY(world_.database.read([](storage::Transaction& tx) { return storage::newest_holiday_list(tx); }));
  if (!newest || newest == known_) return false;
  const auto list = TRY(world_.database.read([&](storage::Transaction& tx) { return storage::load_holiday_list(tx, *newest); }));
  world_.calendar.replace_holidays(TRY(core::HolidayCalendar::from_csv(list.content)));
  known_ = newest;
  core::log::info("holidays_in_force",
                  {{"file", list.file_name}, {"from", std::to_string(list.first_year)}, {"until", std::to_string(list.last_year)}});
  return true;
}

void HolidayFollower::start() {
  thread_ = std::thread([this] { loop(); });
}

void HolidayFollower::loop() {
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, interval, [this] { return stopping_; })) {
    lock.unlock();
    if (const auto looked = refresh(); !looked) core::log::error("holidays_not_read", looked.error());
    lock.lock();
  }
}

} // namespace usecases
