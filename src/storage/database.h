#pragma once

#include "core/errors.h"
#include "core/result.h"
#include "storage/audit_event.h"
#include "storage/errors.h"
#include "storage/row.h"

#include <any>
#include <array>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace storage {

enum class Engine : std::uint8_t { sqlite, postgresql };

/// A callable that outlives the call it is passed to.
template <class Signature>
class FunctionView;
template <class R, class... A>
class FunctionView<R(A...)> {
public:
  template <class F>
    requires(!std::is_same_v<std::remove_cvref_t<F>, FunctionView>)
  FunctionView(F&& function)
      : object_(const_cast<void*>(static_cast<const void*>(std::addressof(function)))),
        call_([](void* object, A... args) -> R { return (*static_cast<std::remove_reference_t<F>*>(object))(std::forward<A>(args)...); }) {}
  R operator()(A... args) const { return call_(object_, std::forward<A>(args)...); }

private:
  void* object_;
  R (*call_)(void*, A...);
};

/// One connection of an engine; only the engine files and Transaction use it.
class Connection {
public:
  using Sink = FunctionView<void(const Cells&)>;
  virtual ~Connection() = default;
  virtual Engine engine() const = 0;
  /// Runs one prepared statement, hands each row to the sink, and returns the number of rows changed or returned.
  virtual core::Result<std::int64_t> run(std::string_view sql, std::span<const Parameter> parameters, Sink sink) = 0;
  /// Runs several statements without parameters or rows (migrations).
  virtual core::Result<void> script(std::string_view sql) = 0;
  /// Where the result of exactly this query is kept, until the connection runs anything else than queries: it holds a value when what was
  /// kept there is what the query would find now. Null where the connection keeps nothing.
  virtual std::any* recall(std::string_view, std::span<const Parameter>) { return nullptr; }
};

/// Everything that happens between begin and commit. A failed statement dooms the transaction on both engines: later
/// statements return the same error and nothing is kept (use ON CONFLICT where a clash is expected).
class Transaction {
public:
  explicit Transaction(Connection& connection) : connection_(connection) {}
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  /// All rows. Row: a struct with BOOST_DESCRIBE_STRUCT in column order, a std::tuple, or one column's type.
  template <class Row, class... Args>
  core::Result<std::vector<Row>> query(std::string_view sql, const Args&... args) {
    std::vector<Row> rows;
    const auto read = each<Row>(sql, [&](Row&& row) { rows.push_back(std::move(row)); }, args...);
    if (!read) return core::Failure(read.error());
    return rows;
  }
  /// The first row, if any.
  template <class Row, class... Args>
  core::Result<std::optional<Row>> one(std::string_view sql, const Args&... args) {
    std::optional<Row> found;
    const auto keep_first = [&](Row&& row) {
      if (!found) found.emplace(std::move(row));
    };
    const auto read = each<Row>(sql, keep_first, args...);
    if (!read) return core::Failure(read.error());
    return found;
  }
  /// The same, for what is read far more often than it changes: SQLite's writer remembers it while nothing that the query reads has
  /// changed.
  template <class Row, class... Args>
  core::Result<std::optional<Row>> known(std::string_view sql, const Args&... args) {
    const std::array<Parameter, sizeof...(Args)> parameters{to_parameter(args)...};
    auto* kept = doom_ || running_ ? nullptr : connection_.recall(sql, parameters);
    if (kept != nullptr && kept->has_value()) return *std::any_cast<std::optional<Row>>(kept);
    auto found = one<Row>(sql, args...);
    if (kept != nullptr && found) *kept = *found;
    return found;
  }
  /// Calls `use(Row&&)` for each row as it arrives, without keeping the result in memory; returns their number. `use` runs no statement:
  /// it would be refused.
  template <class Row, class Use, class... Args>
  core::Result<std::int64_t> each(std::string_view sql, Use&& use, const Args&... args) {
    const std::array<Parameter, sizeof...(Args)> parameters{to_parameter(args)...};
    return run(sql, parameters, [&](const Cells& cells) { use(detail::RowReader<Row>::read(cells)); });
  }
  /// The number of rows changed.
  template <class... Args>
  core::Result<std::int64_t> exec(std::string_view sql, const Args&... args) {
    const std::array<Parameter, sizeof...(Args)> parameters{to_parameter(args)...};
    return run(sql, parameters, [](const Cells&) {});
  }
  core::Result<std::int64_t> run(std::string_view sql, std::span<const Parameter> parameters, Connection::Sink sink);
  core::Result<void> script(std::string_view sql);

  Engine engine() const { return connection_.engine(); }
  /// The row-locking words PostgreSQL needs where SQLite's single writer needs none.
  bool locks_rows() const { return engine() == Engine::postgresql; }

  /// Kept until just before the commit, then chained and written in this transaction (storage/audit.h).
  void defer_audit(AuditEvent event) { audit_.push_back(std::move(event)); }
  /// For the engines, before the commit: what was deferred, or the error that doomed the transaction.
  core::Result<std::vector<AuditEvent>> close();

private:
  core::Result<std::int64_t> run_alone(std::string_view sql, std::span<const Parameter> parameters, Connection::Sink sink);

  Connection& connection_;
  std::optional<core::Error> doom_;
  bool running_ = false; ///< a statement, whose rows are being handed out
  std::vector<AuditEvent> audit_;
};

struct Options {
  std::size_t readers = 8;      ///< SQLite: most read connections at once
  std::size_t connections = 16; ///< PostgreSQL: most connections at once
  bool durable = true;          ///< false only in tests: a power cut may lose the last commits
};

struct WriteStatistics {
  std::uint64_t commits = 0; ///< durable commits
  std::uint64_t writes = 0;  ///< write() calls that they carried
};

/// One implementation per engine.
class DatabaseEngine {
public:
  using Body = FunctionView<bool(Transaction&)>;
  virtual ~DatabaseEngine() = default;
  virtual Engine engine() const = 0;
  /// Runs the body in a transaction; keeps it only if the body returned true. The error, if any, is the database's.
  virtual core::Result<void> read(Body body) = 0;
  virtual core::Result<void> write(Body body) = 0;
  /// Like `write`, but tells `done` the outcome, once.
  using Done = std::move_only_function<void(core::Result<void> kept, std::exception_ptr thrown)>;
  virtual void submit(std::move_only_function<bool(Transaction&)> body, Done done) = 0;
  virtual WriteStatistics statistics() const = 0;
};

/// The one database of an installation: embedded SQLite or PostgreSQL (G03). Safe to use from many threads.
class Database {
public:
  /// `sqlite:/path/to/file` (made if absent) or `postgresql://…` (any libpq URL).
  static core::Result<Database> open(std::string_view url, Options options = {});

  /// Runs `fn(Transaction&) -> core::Result<T>` on one consistent snapshot that it cannot change.
  template <class Fn>
  auto read(Fn&& fn) -> std::invoke_result_t<Fn&, Transaction&> {
    return run(std::forward<Fn>(fn), [this](DatabaseEngine::Body body) { return engine_->read(body); });
  }
  /// Runs `fn(Transaction&) -> core::Result<T>`; a value returned means that everything it wrote is durable, an error
  /// that nothing was written. `fn` MAY BE RUN AGAIN from the start (serialization failure, lost connection), and on
  /// SQLite runs on the writer's thread: keep it short, without effects outside the transaction, and never call the
  /// database inside it but through the transaction. On PostgreSQL isolation is READ COMMITTED: decide on rows that are
  /// locked, versioned or guarded by a constraint.
  template <class Fn>
  auto write(Fn&& fn) -> std::invoke_result_t<Fn&, Transaction&> {
    return run(std::forward<Fn>(fn), [this](DatabaseEngine::Body body) { return engine_->write(body); });
  }

  /// Like `write`, but hands the outcome to `then` instead of waiting for it: on SQLite from the writer's thread once it is durable,
  /// so `then` must be short and must not wait; on PostgreSQL before this returns.
  template <class Fn, class Then>
  void write_then(Fn fn, Then then) {
    using Outcome = std::invoke_result_t<Fn&, Transaction&>;
    auto held = std::make_unique<std::optional<Outcome>>();
    auto& outcome = *held;
    engine_->submit(
        [fn = std::move(fn), &outcome](Transaction& tx) mutable {
          outcome.reset();
          outcome.emplace(fn(tx));
          return outcome->has_value();
        },
        [then = std::move(then), held = std::move(held)](core::Result<void> kept, const std::exception_ptr& thrown) mutable {
          if (thrown) return then(Outcome(core::fail(core::errors::internal_error, {}, what(thrown))));
          then(kept ? std::move(**held) : Outcome(core::Failure(std::move(kept).error())));
        });
  }

  Engine engine() const { return engine_->engine(); }
  WriteStatistics statistics() const { return engine_->statistics(); }

private:
  explicit Database(std::unique_ptr<DatabaseEngine> engine) : engine_(std::move(engine)) {}
  template <class Fn, class Runner>
  static auto run(Fn&& fn, Runner&& runner) -> std::invoke_result_t<Fn&, Transaction&> {
    std::optional<std::invoke_result_t<Fn&, Transaction&>> outcome;
    const auto kept = runner([&](Transaction& tx) {
      outcome.reset();
      outcome.emplace(fn(tx));
      return outcome->has_value();
    });
    if (!kept) return core::Failure(kept.error());
    return std::move(*outcome);
  }

  static std::string what(const std::exception_ptr& thrown);
  std::unique_ptr<DatabaseEngine> engine_;
};

/// Whether the error is the unique constraint over exactly these columns: `violates(e, "users", "email")`.
bool violates(const core::Error& error, std::string_view table, std::string_view columns);

/// `INSERT INTO Table (…) VALUES (…)` of a row struct.
template <core::FixedString Table, detail::Described Row>
core::Result<void> insert(Transaction& tx, const Row& row) {
  constexpr auto count = detail::member_count<Row>;
  static const std::string sql = [] {
    std::string text = "INSERT INTO " + std::string(Table.view()) + " (" + columns<Row>() + ") VALUES (";
    for (std::size_t i = 1; i <= count; ++i) text += (i > 1 ? ", $" : "$") + std::to_string(i);
    return text + ")";
  }();
  return [&]<std::size_t... I>(std::index_sequence<I...>) -> core::Result<void> {
    const auto changed = tx.exec(sql, row.*detail::member<Row, I>...);
    if (!changed) return core::Failure(changed.error());
    return {};
  }(std::make_index_sequence<count>{});
}

/// Turns "no row was changed" into `version_stale`.
core::Result<void> expect_current(core::Result<std::int64_t> changed);

} // namespace storage
