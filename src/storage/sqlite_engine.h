#pragma once

#include "storage/sqlite_writer.h"

namespace storage {

/// One file: a writer and a pool of readers.
class SqliteEngine final : public DatabaseEngine {
public:
  static core::Result<std::unique_ptr<DatabaseEngine>> open(const std::string& path, const Options& options);
  Engine engine() const override { return Engine::sqlite; }
  core::Result<void> read(Body body) override;
  core::Result<void> write(Body body) override { return writer_.write(body); }
  void submit(std::move_only_function<bool(Transaction&)> body, Done done) override { writer_.submit(std::move(body), std::move(done)); }
  WriteStatistics statistics() const override { return writer_.statistics(); }

private:
  using Reader = std::unique_ptr<SqliteConnection>;
  SqliteEngine(std::string path, const Options& options, Reader writer, Reader checkpointer);
  core::Result<Reader> acquire();
  void release(Reader reader);

  std::string path_;
  Options options_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<Reader> idle_;
  std::size_t opened_ = 0;
  SqliteWriter writer_;
};

} // namespace storage
