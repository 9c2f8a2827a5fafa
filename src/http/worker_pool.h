#pragma once

#include "core/semaphore.h"

#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace http {

/// Threads for handlers that block, behind a bounded queue. Few threads stay warm under load: the one that went to rest last wakes
/// first, and only one is being woken at a time, which wakes the next where work is left.
class WorkerPool {
public:
  using Job = std::move_only_function<void()>;
  WorkerPool(unsigned threads, std::size_t queue_limit);
  /// Runs what is queued or expected, then ends.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// False when the queue is full.
  bool submit(Job job);
  /// Announces one `resume` or `stop_expecting`.
  void expect();
  void stop_expecting();
  /// Takes what was announced, whatever the queue's length.
  void resume(Job job);
  std::size_t waiting() const;

private:
  void run();
  bool ended() const { return ending_ && jobs_.empty() && expected_ == 0; }
  core::Semaphore* wake_one();

  std::size_t queue_limit_;
  mutable std::mutex mutex_;
  std::deque<Job> jobs_;
  std::vector<core::Semaphore*> resting_;
  bool waking_ = false;
  std::size_t expected_ = 0;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

} // namespace http
