#pragma once

#include <cstdint>
#include <sqlite3.h>
#include <string>
#include <string_view>
#include <vector>

namespace storage {

/// When each table was last written over a SQLite connection, by a clock of its own: the connection's statements tell, while SQLite
/// prepares them, which tables they read and write.
class SqliteChanges {
public:
  /// What a statement does to tables, each named by its place in the list of those seen.
  struct Use {
    std::vector<std::size_t> reads;
    std::vector<std::size_t> writes;
    bool undoes = false; ///< ROLLBACK, or ROLLBACK TO a savepoint
  };

  /// Prepares a statement that is kept; SQLite's code.
  static int prepare(sqlite3* handle, std::string_view sql, sqlite3_stmt** statement);
  /// The same, and notes its use.
  int prepare(sqlite3* handle, std::string_view sql, sqlite3_stmt** statement, Use& use);
  /// To be called before such a statement runs.
  void begin(const Use& use);
  /// Everything may have changed: a rollback, a script, another connection.
  void forget() { forgotten_ = ++now_; }

  std::uint64_t now() const { return now_; }
  /// Whether what the statement read at `then` would be read now.
  bool unchanged(const Use& use, std::uint64_t then) const;

private:
  static int note(void* self, int action, const char* first, const char* second, const char* schema, const char* trigger);
  std::size_t place_of(const char* table);

  std::vector<std::string> tables_;
  std::vector<std::uint64_t> written_; ///< when, by table
  std::uint64_t now_ = 0;
  std::uint64_t forgotten_ = 0;
  Use* noting_ = nullptr;
};

} // namespace storage
