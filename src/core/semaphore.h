#pragma once

#include <cerrno>
#include <chrono>
#include <ctime>
#include <semaphore.h>

#ifdef __has_feature
#if __has_feature(thread_sanitizer)
#include <sanitizer/tsan_interface.h>
#define SHOMEI_SEMAPHORE_ACQUIRED(handle) __tsan_acquire(handle) // it knows sem_wait, but not sem_clockwait
#endif
#endif
#ifndef SHOMEI_SEMAPHORE_ACQUIRED
#define SHOMEI_SEMAPHORE_ACQUIRED(handle)
#endif

namespace core {

/// One thread tells another that something is done. Over POSIX semaphores: those of the standard library spin and yield before they
/// sleep, which on two cores costs more than what is waited for. The waiter may destroy it as soon as it woke.
class Semaphore {
public:
  Semaphore() { ::sem_init(&handle_, 0, 0); }
  ~Semaphore() { ::sem_destroy(&handle_); }
  Semaphore(const Semaphore&) = delete;
  Semaphore& operator=(const Semaphore&) = delete;

  void release() { ::sem_post(&handle_); }
  void acquire() {
    while (::sem_wait(&handle_) != 0) {
    }
  }
  /// False when the time was over first.
  bool try_acquire_for(std::chrono::nanoseconds at_most) {
    constexpr std::int64_t second = 1'000'000'000;
    timespec until{};
    ::clock_gettime(CLOCK_MONOTONIC, &until);
    const auto nanoseconds = until.tv_nsec + at_most.count();
    until.tv_sec += nanoseconds / second;
    until.tv_nsec = nanoseconds % second;
    for (;;) {
      if (::sem_clockwait(&handle_, CLOCK_MONOTONIC, &until) == 0) {
        SHOMEI_SEMAPHORE_ACQUIRED(&handle_);
        return true;
      }
      if (errno == ETIMEDOUT) return false;
    }
  }

private:
  sem_t handle_{};
};

} // namespace core
