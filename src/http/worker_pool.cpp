#include "http/worker_pool.h"

namespace http {

WorkerPool::WorkerPool(unsigned threads, std::size_t queue_limit) : queue_limit_(queue_limit) {
  threads_.reserve(threads);
  resting_.reserve(threads);
  for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

WorkerPool::~WorkerPool() {
  std::unique_lock lock(mutex_);
  ending_ = true;
  if (auto* rested = wake_one()) rested->release();
  lock.unlock();
  for (auto& thread : threads_) thread.join();
}

bool WorkerPool::submit(Job job) {
  std::unique_lock lock(mutex_);
  if (jobs_.size() + expected_ >= queue_limit_ || ending_) return false;
  jobs_.push_back(std::move(job));
  auto* rested = wake_one();
  lock.unlock();
  if (rested != nullptr) rested->release();
  return true;
}

void WorkerPool::expect() {
  const std::lock_guard lock(mutex_);
  ++expected_;
}

void WorkerPool::stop_expecting() {
  const std::lock_guard lock(mutex_); // held to the end: what was expected last may be what the pool's end waits for
  --expected_;
  if (auto* rested = ended() ? wake_one() : nullptr) rested->release();
}

void WorkerPool::resume(Job job) {
  const std::lock_guard lock(mutex_); // held to the end as above
  --expected_;
  jobs_.push_back(std::move(job));
  if (auto* rested = wake_one()) rested->release();
}

std::size_t WorkerPool::waiting() const {
  const std::lock_guard lock(mutex_);
  return jobs_.size();
}

core::Semaphore* WorkerPool::wake_one() {
  if (waking_ || resting_.empty()) return nullptr;
  waking_ = true;
  auto* rested = resting_.back();
  resting_.pop_back();
  return rested;
}

void WorkerPool::run() {
  core::Semaphore awake;
  std::unique_lock lock(mutex_);
  for (;;) {
    if (jobs_.empty() && !ended()) {
      resting_.push_back(&awake);
      lock.unlock();
      awake.acquire();
      lock.lock();
      waking_ = false;
      continue;
    }
    const bool more = jobs_.size() > 1 || ended();
    if (auto* rested = more ? wake_one() : nullptr) rested->release();
    if (jobs_.empty()) return;
    auto job = std::move(jobs_.front());
    jobs_.pop_front();
    lock.unlock();
    job();
    job = nullptr;
    lock.lock();
  }
}

} // namespace http
