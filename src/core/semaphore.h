#pragma once

#include <semaphore.h>

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

private:
  sem_t handle_{};
};

} // namespace core
