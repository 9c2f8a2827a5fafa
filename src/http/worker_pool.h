#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace http {

/// Threads for handlers that block, behind a bounded queue.
class WorkerPool {
public:
  using Job = std::move_only_function<void()>;
  WorkerPool(unsigned threads, std::size_t queue_limit);
  /// Runs what is queued, then ends.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// False when the queue is full.
  bool submit(Job job);
  std::size_t waiting() const;

private:
  void run();

  std::size_t queue_limit_;
  mutable std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<Job> jobs_;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

} // namespace http
