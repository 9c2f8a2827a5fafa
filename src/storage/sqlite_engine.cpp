#include "storage/sqlite_engine.h"

#include "storage/audit.h"

namespace storage {

SqliteEngine::SqliteEngine(std::string path, const Options& options, Reader writer, Reader checkpointer)
    : path_(std::move(path)), options_(options), writer_(std::move(writer), std::move(checkpointer)) {}

core::Result<std::unique_ptr<DatabaseEngine>> SqliteEngine::open(const std::string& path, const Options& options) {
  auto writer = TRY(SqliteConnection::open(path, SqliteConnection::Mode::writer, options.durable));
  auto checkpointer = TRY(SqliteConnection::open(path, SqliteConnection::Mode::writer, options.durable));
  return std::unique_ptr<DatabaseEngine>(new SqliteEngine(path, options, std::move(writer), std::move(checkpointer)));
}

core::Result<SqliteEngine::Reader> SqliteEngine::acquire() {
  std::unique_lock lock(mutex_);
  freed_.wait(lock, [this] { return !idle_.empty() || opened_ < options_.readers; });
  if (!idle_.empty()) {
    auto reader = std::move(idle_.back());
    idle_.pop_back();
    return reader;
  }
  ++opened_;
  lock.unlock();
  auto reader = SqliteConnection::open(path_, SqliteConnection::Mode::reader, options_.durable);
  if (!reader) release(nullptr);
  return reader;
}

void SqliteEngine::release(Reader reader) {
  {
    const std::scoped_lock lock(mutex_);
    if (reader)
      idle_.push_back(std::move(reader));
    else
      --opened_;
  }
  freed_.notify_one();
}

core::Result<void> SqliteEngine::read(Body body) {
  auto reader = TRY(acquire());
  struct GiveBack {
    SqliteEngine& engine;
    Reader& reader;
    ~GiveBack() {
      if (reader->in_transaction()) (void)reader->command("ROLLBACK");
      engine.release(std::move(reader));
    }
  } const give_back{*this, reader};
  TRY(reader->command("BEGIN"));
  Transaction tx(*reader);
  if (body(tx)) TRY(write_audit(tx, TRY(tx.close()))); // which a reader refuses
  return {};
}

} // namespace storage
