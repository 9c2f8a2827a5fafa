#pragma once

#include "storage/sqlite_connection.h"

#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

namespace storage {

/// The one writer of a SQLite database: a thread that carries all closures waiting for it, up to 64, in one durable
/// commit, each in a SAVEPOINT of its own, so that one that fails leaves the others alone.
class SqliteWriter {
public:
  SqliteWriter(std::unique_ptr<SqliteConnection> connection, std::unique_ptr<SqliteConnection> checkpointer);
  ~SqliteWriter();
  core::Result<void> write(DatabaseEngine::Body body);
  WriteStatistics statistics() const { return {commits_.load(), writes_.load()}; }

private:
  struct Request {
    explicit Request(DatabaseEngine::Body closure) : body(closure) {}
    DatabaseEngine::Body body;
    bool kept = false; ///< its changes are in the open transaction
    core::Result<void> outcome;
    std::exception_ptr thrown;
    std::mutex mutex;
    std::condition_variable finished;
    bool done = false;
  };
  using Batch = std::vector<Request*>;

  void run();
  bool take(Batch& batch);
  void commit(Batch& batch);
  core::Result<void> run_all(Batch& batch);
  core::Result<void> run_one(Request& request, bool alone);
  void run_checkpoints();

  std::unique_ptr<SqliteConnection> connection_;
  std::unique_ptr<SqliteConnection> checkpointer_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable wake_checkpoints_;
  std::vector<Request*> waiting_;
  bool stopping_ = false;
  std::atomic<int> frames_{0};
  std::atomic<std::uint64_t> commits_{0};
  std::atomic<std::uint64_t> writes_{0};
  std::thread thread_;
  std::thread checkpoints_;
};

} // namespace storage
