#pragma once

#include "storage/postgres_connection.h"

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace storage {

/// A pool of sessions; each closure is one transaction on one of them.
class PostgresEngine final : public DatabaseEngine {
public:
  static core::Result<std::unique_ptr<DatabaseEngine>> open(const std::string& url, const Options& options);
  Engine engine() const override { return Engine::postgresql; }
  core::Result<void> read(Body body) override;
  core::Result<void> write(Body body) override;
  void submit(std::move_only_function<bool(Transaction&)> body, Done done) override;
  WriteStatistics statistics() const override { return {writes_.load(), writes_.load()}; }

private:
  using Session = std::unique_ptr<PostgresConnection>;
  enum class Next : std::uint8_t { done, again };
  PostgresEngine(std::string url, const Options& options) : url_(std::move(url)), options_(options) {}
  core::Result<Session> acquire();
  void release(Session session);
  /// Runs the body in transactions begun by `begin` until one is not refused for a conflict or a lost connection.
  core::Result<void> repeat(Body body, std::string_view begin);
  core::Result<void> attempt(PostgresConnection& session, Body body, std::string_view begin);

  std::string url_;
  Options options_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<Session> idle_;
  std::size_t opened_ = 0;
  std::atomic<std::uint64_t> writes_{0};
};

} // namespace storage
