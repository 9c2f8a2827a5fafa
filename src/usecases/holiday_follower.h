#pragma once

#include "storage/ids.h"
#include "usecases/world.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace usecases {

/// Keeps a node's calendar at the newest list of holidays that the database has, whichever node imported it.
class HolidayFollower {
public:
  explicit HolidayFollower(World& world) : world_(world) {}
  ~HolidayFollower();
  HolidayFollower(const HolidayFollower&) = delete;
  HolidayFollower& operator=(const HolidayFollower&) = delete;

  /// Looks once; whether another list came into force.
  core::Result<bool> refresh();
  /// Looks every few seconds, on a thread of its own, until destroyed.
  void start();

private:
  void loop();

  World& world_;
  std::optional<storage::HolidayListId> known_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

} // namespace usecases
