#pragma once

#include "storage/database.h"
#include "storage/sqlite_changes.h"
#include "storage/text_hash.h"

#include <any>
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
  std::any* recall(std::string_view sql, std::span<const Parameter> parameters) override;

  core::Result<void> command(std::string_view sql);
  /// Begins a transaction that writes. What `recall` keeps outlives the last one unless another connection has committed meanwhile.
  core::Result<void> begin_writing();
  /// False once SQLite has rolled the whole transaction back by itself (disk full, I/O error).
  bool in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }
  /// Whether a statement that can change the database ran since `forget_changes`, even if it failed.
  bool changed() const { return changed_; }
  void forget_changes() { changed_ = false; }
  /// Frames in the write-ahead log after the last commit here.
  int wal_frames() const { return wal_frames_; }
  core::Result<void> checkpoint();

private:
  struct Known {
    std::uint64_t at = 0; ///< by the clock of `changes_`
    std::any value;
  };
  struct Statement {
    sqlite3_stmt* handle = nullptr;
    std::vector<int> positions; ///< where `$n` is bound
    int columns = 0;
    bool changes = false;
    SqliteChanges::Use use;
    std::unordered_map<std::string, Known> known; ///< by the values of the parameters
  };
  SqliteConnection(sqlite3* handle, Mode mode) : handle_(handle), mode_(mode) {}
  core::Result<Statement*> prepare(std::string_view sql);
  core::Failure failure(int code) const;
  void forget_statements();

  sqlite3* handle_;
  Mode mode_;
  SqliteChanges changes_;
  std::int64_t data_version_ = 0;
  std::size_t known_ = 0; ///< entries of all statements
  int wal_frames_ = 0;
  bool changed_ = false;
  std::unordered_map<std::string, Statement, TextHash, std::equal_to<>> statements_;
};

} // namespace storage
