#pragma once

#include "storage/database.h"
#include "storage/text_hash.h"

#include <memory>
#include <sqlite3.h>
#include <string>
#include <unordered_map>
#include <vector>

namespace storage {

/// One SQLite handle with its prepared statements; used by one thread at a time.
class SqliteConnection final : public Connection {
public:
  enum class Mode : std::uint8_t { reader, writer };
  static core::Result<std::unique_ptr<SqliteConnection>> open(const std::string& path, Mode mode, bool durable);
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;
  ~SqliteConnection() override;

  Engine engine() const override { return Engine::sqlite; }
  core::Result<std::int64_t> run(std::string_view sql, std::span<const Parameter> parameters, Sink sink) override;
  core::Result<void> script(std::string_view sql) override;

  core::Result<void> command(std::string_view sql);
  /// False once SQLite has rolled the whole transaction back by itself (disk full, I/O error).
  bool in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }
  /// Whether a statement that can change the database ran since `forget_changes`, even if it failed.
  bool changed() const { return changed_; }
  void forget_changes() { changed_ = false; }
  /// Frames in the write-ahead log after the last commit here.
  int wal_frames() const { return wal_frames_; }
  core::Result<void> checkpoint();

private:
  struct Statement {
    sqlite3_stmt* handle = nullptr;
    std::vector<int> positions; ///< where `$n` is bound
    int columns = 0;
    bool changes = false;
  };
  explicit SqliteConnection(sqlite3* handle) : handle_(handle) {}
  core::Result<Statement*> prepare(std::string_view sql);
  core::Failure failure(int code) const;
  void forget_statements();

  sqlite3* handle_;
  int wal_frames_ = 0;
  bool changed_ = false;
  std::unordered_map<std::string, Statement, TextHash, std::equal_to<>> statements_;
};

} // namespace storage
