#include "storage/sqlite_changes.h"

#include <algorithm>

namespace storage {
namespace {

void add(std::vector<std::size_t>& places, std::size_t place) {
  if (std::ranges::find(places, place) == places.end()) places.push_back(place);
}

} // namespace

int SqliteChanges::prepare(sqlite3* handle, std::string_view sql, sqlite3_stmt** statement) {
  return sqlite3_prepare_v3(handle, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, statement, nullptr);
}

int SqliteChanges::prepare(sqlite3* handle, std::string_view sql, sqlite3_stmt** statement, Use& use) {
  noting_ = &use;
  sqlite3_set_authorizer(handle, &note, this);
  const int code = prepare(handle, sql, statement);
  sqlite3_set_authorizer(handle, nullptr, nullptr);
  noting_ = nullptr;
  return code;
}

void SqliteChanges::begin(const Use& use) {
  if (use.undoes) forget();
  if (use.writes.empty()) return;
  ++now_;
  for (const auto place : use.writes) written_[place] = now_;
}

bool SqliteChanges::unchanged(const Use& use, std::uint64_t then) const {
  return then >= forgotten_ && std::ranges::all_of(use.reads, [&](std::size_t place) { return written_[place] <= then; });
}

int SqliteChanges::note(void* self, int action, const char* first, const char*, const char*, const char*) {
  auto& changes = *static_cast<SqliteChanges*>(self);
  auto& use = *changes.noting_;
  const auto undoes = [](const char* operation) { return std::string_view(operation) == "ROLLBACK"; };
  switch (action) {
  case SQLITE_READ:
    add(use.reads, changes.place_of(first));
    break;
  case SQLITE_INSERT:
  case SQLITE_UPDATE:
  case SQLITE_DELETE:
    add(use.writes, changes.place_of(first));
    break;
  case SQLITE_TRANSACTION:
  case SQLITE_SAVEPOINT:
    use.undoes = use.undoes || undoes(first);
    break;
  default:
    break;
  }
  return SQLITE_OK;
}

std::size_t SqliteChanges::place_of(const char* table) {
  const auto found = std::ranges::find(tables_, std::string_view(table));
  if (found != tables_.end()) return static_cast<std::size_t>(found - tables_.begin());
  tables_.emplace_back(table);
  written_.push_back(now_);
  return tables_.size() - 1;
}

} // namespace storage
