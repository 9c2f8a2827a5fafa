#pragma once

#include "storage/sqlite_connection.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

namespace storage {

/// The one writer of a SQLite database: a thread that carries all closures waiting for it, up to 64, in one durable
/// commit. They run one after another without savepoints, which would copy every page they touch; only when one fails
/// after it has written are all run again, each in a SAVEPOINT of its own, so that it leaves the others alone.
class SqliteWriter {
public:
  SqliteWriter(std::unique_ptr<SqliteConnection> connection, std::unique_ptr<SqliteConnection> checkpointer);
  ~SqliteWriter();
  core::Result<void> write(DatabaseEngine::Body body);
  void submit(std::move_only_function<bool(Transaction&)> body, DatabaseEngine::Done done);
  WriteStatistics statistics() const { return {commits_.load(), writes_.load()}; }

private:
  struct Request {
    std::move_only_function<bool(Transaction&)> body;
    DatabaseEngine::Done done;
    bool kept = false; ///< its changes are in the open transaction
    core::Result<void> outcome = {};
    std::exception_ptr thrown = {};
  };
  using Batch = std::vector<Request>;

  void run();
  bool take(Batch& batch);
  static void tell(Batch& batch);
  void commit(Batch& batch);
  enum class Fence : std::uint8_t { none, savepoints };
  core::Result<void> run_all(Batch& batch, Fence fence);
  core::Result<void> run_one(Request& request, Fence fence);
  void cut_log();
  void run_checkpoints();

  std::unique_ptr<SqliteConnection> connection_;
  std::unique_ptr<SqliteConnection> checkpointer_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable wake_checkpoints_;
  std::deque<Request> waiting_;
  bool stopping_ = false;
  std::vector<AuditEvent> events_;   ///< of the open transaction, to be chained at its end
  bool spoilt_ = false;              ///< a closure that is not to be kept has written into the open transaction
  std::atomic<int> frames_{0};       ///< in the log
  std::atomic<int> checkpointed_{0}; ///< of these
  int next_cut_ = 0;
  std::atomic<std::uint64_t> commits_{0};
  std::atomic<std::uint64_t> writes_{0};
  std::thread thread_;
  std::thread checkpoints_;
};

} // namespace storage
