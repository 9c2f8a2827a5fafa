#include "storage/sqlite_connection.h"

#include "storage/sqlite_log_file.h"

#include <fmt/format.h>

namespace storage {
namespace {

constexpr std::size_t most_statements = 400;
constexpr int most_parameters = 32766;
constexpr std::size_t most_known = 4'096;

class SqliteCells final : public Cells {
public:
  explicit SqliteCells(sqlite3_stmt* statement) : statement_(statement) {}
  bool is_null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
  std::int64_t integer(int column) const override { return sqlite3_column_int64(statement_, column); }
  std::string_view text(int column) const override { return core::as_text(bytes(column)); }
  core::ByteView bytes(int column) const override {
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }

private:
  sqlite3_stmt* statement_;
};

/// The same text for the same values only.
std::string key_of(std::span<const Parameter> parameters) {
  std::string key;
  for (const auto& parameter : parameters) {
    const auto number = parameter.is_null() ? 0 : parameter.number();
    const auto text = parameter.is_null() ? std::string_view() : parameter.data();
    key += static_cast<char>(parameter.is_null() ? 'n' : 'a' + static_cast<int>(parameter.type()));
    key.append(reinterpret_cast<const char*>(&number), sizeof number);
    const auto size = text.size();
    key.append(reinterpret_cast<const char*>(&size), sizeof size).append(text);
  }
  return key;
}

int bind(sqlite3_stmt* statement, int position, const Parameter& parameter) {
  if (parameter.is_null()) return sqlite3_bind_null(statement, position);
  const auto data = parameter.data();
  switch (parameter.type()) {
  case Type::integer:
  case Type::boolean:
    return sqlite3_bind_int64(statement, position, parameter.number());
  case Type::text:
    // A null pointer would bind NULL.
    return sqlite3_bind_text64(statement, position, data.empty() ? "" : data.data(), data.size(), SQLITE_STATIC, SQLITE_UTF8);
  case Type::bytes:
    return sqlite3_bind_blob64(statement, position, data.empty() ? "" : data.data(), data.size(), SQLITE_STATIC);
  }
  return SQLITE_MISUSE;
}

/// "UNIQUE constraint failed: t.a, t.b" names the table and its columns.
core::Params constraint_params(std::string_view message) {
  constexpr std::string_view head = "UNIQUE constraint failed: ";
  if (!message.starts_with(head)) return {};
  message.remove_prefix(head.size());
  const std::string table(message.substr(0, message.find('.')));
  std::string columns;
  while (!message.empty()) {
    const auto end = message.find(", ");
    const auto name = message.substr(0, end);
    if (!columns.empty()) columns += ',';
    columns += name.substr(name.find('.') + 1);
    message.remove_prefix(end == std::string_view::npos ? message.size() : end + 2);
  }
  return {{"table", table}, {"columns", columns}};
}

/// Releases what a step holds however the row callback ends.
struct ResetStatement {
  sqlite3_stmt* statement;
  ~ResetStatement() {
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
  }
};

} // namespace

core::Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const std::string& path, Mode mode, bool durable) {
  // Statistics that nobody reads would cost a lock at each allocation.
  static const int without_statistics = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  (void)without_statistics;
  sqlite3* handle = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const int opened = sqlite3_open_v2(path.c_str(), &handle, flags, durable ? gathering_vfs() : nullptr);
  std::unique_ptr<SqliteConnection> connection(new SqliteConnection(handle, mode));
  if (opened != SQLITE_OK) return connection->failure(opened);
  // The default's 1,200 octets are too small for a row with a certificate.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_LOOKASIDE, nullptr, 4096, 64);
  sqlite3_busy_timeout(handle, 10'000);
  TRY(connection->script(fmt::format("PRAGMA journal_mode = WAL; PRAGMA synchronous = {}; PRAGMA foreign_keys = ON;"
                                     "PRAGMA temp_store = MEMORY; PRAGMA case_sensitive_like = ON; PRAGMA trusted_schema = OFF;"
                                     "PRAGMA cache_size = {}; PRAGMA query_only = {};",
                                     durable ? "FULL" : "OFF", mode == Mode::writer ? -8'000 : -4'000,
                                     mode == Mode::reader ? "ON" : "OFF")));
  // In place of the automatic checkpoint inside a commit, which would delay those who wait for it.
  sqlite3_wal_hook(
      handle,
      [](void* frames, sqlite3*, const char*, int count) {
        *static_cast<int*>(frames) = count;
        return SQLITE_OK;
      },
      &connection->wal_frames_);
  return connection;
}

SqliteConnection::~SqliteConnection() {
  forget_statements();
  sqlite3_close_v2(handle_);
}

void SqliteConnection::forget_statements() {
  for (auto& [sql, statement] : statements_) sqlite3_finalize(statement.handle);
  statements_.clear();
  known_ = 0;
}

core::Failure SqliteConnection::failure(int code) const {
  const std::string message = handle_ == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(handle_);
  const auto cause = fmt::format("SQLite {}: {}", code, message);
  switch (code) {
  case SQLITE_CONSTRAINT_UNIQUE:
  case SQLITE_CONSTRAINT_PRIMARYKEY:
  case SQLITE_CONSTRAINT_ROWID:
    return core::fail(errors::unique_violation, constraint_params(message), cause);
  case SQLITE_CONSTRAINT_FOREIGNKEY:
    return core::fail(errors::foreign_key_violation, {}, cause);
  default:
    break;
  }
  switch (code & 0xff) {
  case SQLITE_CONSTRAINT:
    return core::fail(errors::constraint_violation, {}, cause);
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
  case SQLITE_FULL:
  case SQLITE_IOERR:
  case SQLITE_CANTOPEN:
  case SQLITE_NOMEM:
  case SQLITE_READONLY:
    return core::fail(errors::database_unavailable, {}, cause);
  default:
    return core::fail(errors::database_failed, {}, cause);
  }
}

core::Result<SqliteConnection::Statement*> SqliteConnection::prepare(std::string_view sql) {
  if (const auto found = statements_.find(sql); found != statements_.end()) return &found->second;
  if (statements_.size() >= most_statements) forget_statements();
  Statement statement;
  const int code = mode_ == Mode::writer ? changes_.prepare(handle_, sql, &statement.handle, statement.use)
                                         : SqliteChanges::prepare(handle_, sql, &statement.handle);
  if (code != SQLITE_OK) return failure(code);
  statement.columns = sqlite3_column_count(statement.handle);
  statement.changes = sqlite3_stmt_readonly(statement.handle) == 0;
  // SQLite numbers `$n` by first appearance, so each is looked up by its name.
  const int count = sqlite3_bind_parameter_count(statement.handle);
  for (int n = 1, bound = 0; bound < count && n <= most_parameters; ++n) {
    statement.positions.push_back(sqlite3_bind_parameter_index(statement.handle, fmt::format("${}", n).c_str()));
    if (statement.positions.back() != 0) ++bound;
  }
  return &statements_.emplace(std::string(sql), std::move(statement)).first->second;
}

core::Result<std::int64_t> SqliteConnection::run(std::string_view sql, std::span<const Parameter> parameters, Sink sink) {
  const Statement& statement = *TRY(prepare(sql));
  const ResetStatement reset{statement.handle};
  const auto count = std::min(parameters.size(), statement.positions.size());
  for (std::size_t i = 0; i < count; ++i) {
    if (statement.positions[i] == 0) continue;
    if (const int code = bind(statement.handle, statement.positions[i], parameters[i]); code != SQLITE_OK) return failure(code);
  }
  changed_ = changed_ || statement.changes;
  changes_.begin(statement.use);
  const SqliteCells cells(statement.handle);
  std::int64_t rows = 0;
  int code = sqlite3_step(statement.handle);
  for (; code == SQLITE_ROW; code = sqlite3_step(statement.handle)) {
    ++rows;
    sink(cells);
  }
  if (code != SQLITE_DONE) {
    changes_.forget(); // SQLite may have rolled back
    return failure(code);
  }
  return statement.columns > 0 ? rows : sqlite3_changes64(handle_);
}

core::Result<void> SqliteConnection::script(std::string_view sql) {
  changed_ = true;
  changes_.forget();
  const int code = sqlite3_exec(handle_, std::string(sql).c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return failure(code);
  return {};
}

core::Result<void> SqliteConnection::command(std::string_view sql) {
  (void)TRY(run(sql, {}, [](const Cells&) {}));
  return {};
}

std::any* SqliteConnection::recall(std::string_view sql, std::span<const Parameter> parameters) {
  if (mode_ != Mode::writer) return nullptr;
  const auto prepared = prepare(sql);
  if (!prepared) return nullptr;
  auto& statement = **prepared;
  const auto [at, added] = statement.known.try_emplace(key_of(parameters));
  auto& known = at->second;
  if (added && ++known_ > most_known) {
    for (auto& [text, other] : statements_) other.known.clear();
    known_ = 0;
    return nullptr;
  }
  if (!changes_.unchanged(statement.use, known.at)) known.value.reset();
  known.at = changes_.now();
  return &known.value;
}

core::Result<void> SqliteConnection::begin_writing() {
  TRY(command("BEGIN IMMEDIATE"));
  (void)TRY(run("PRAGMA data_version", {}, [this](const Cells& cells) {
    if (cells.integer(0) != data_version_) changes_.forget();
    data_version_ = cells.integer(0);
  }));
  return {};
}

core::Result<void> SqliteConnection::checkpoint() {
  const int code = sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  if (code != SQLITE_OK && code != SQLITE_BUSY) return failure(code);
  return {};
}

} // namespace storage
