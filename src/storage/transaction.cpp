#include "core/errors.h"
#include "core/text.h"
#include "storage/database.h"

#include <algorithm>
#include <utility>

namespace storage {
namespace {

/// PostgreSQL refuses such text; SQLite would keep it.
bool is_storable(const Parameter& parameter) {
  if (parameter.type() != Type::text || parameter.is_null()) return true;
  const auto text = parameter.data();
  return text.find('\0') == std::string_view::npos && core::is_utf8(text);
}

} // namespace

core::Result<std::int64_t> Transaction::run(std::string_view sql, std::span<const Parameter> parameters, Connection::Sink sink) {
  if (doom_) return core::fail(*doom_);
  auto outcome = run_alone(sql, parameters, sink);
  if (!outcome) doom_ = outcome.error();
  return outcome;
}

core::Result<std::int64_t> Transaction::run_alone(std::string_view sql, std::span<const Parameter> parameters, Connection::Sink sink) {
  // SQLite's connection could run the same statement anew, or forget it to make room.
  if (running_) return core::fail(core::errors::internal_error, {}, "a statement in the row callback of another");
  if (!std::ranges::all_of(parameters, is_storable)) return core::fail(core::errors::invalid_encoding, {}, "text with NUL or not UTF-8");
  struct Running {
    bool& flag;
    explicit Running(bool& running) : flag(running) { flag = true; }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    ~Running() { flag = false; }
  };
  const Running running(running_);
  return connection_.run(sql, parameters, sink);
}

core::Result<void> Transaction::script(std::string_view sql) {
  if (doom_) return core::fail(*doom_);
  auto outcome = connection_.script(sql);
  if (!outcome) doom_ = outcome.error();
  return outcome;
}

core::Result<std::vector<AuditEvent>> Transaction::close() {
  if (doom_) return core::fail(*doom_);
  return std::exchange(audit_, {});
}

std::string Database::what(const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const std::exception& bug) {
    return bug.what();
  }
}

bool violates(const core::Error& error, std::string_view table, std::string_view columns) {
  if (error.code != errors::unique_violation) return false;
  const auto has = [&](std::string_view name, std::string_view value) {
    return std::ranges::any_of(error.params, [&](const auto& param) { return param.first == name && param.second == value; });
  };
  return has("table", table) && has("columns", columns);
}

core::Result<void> expect_current(core::Result<std::int64_t> changed) {
  if (TRY(std::move(changed)) == 0) return core::fail(core::errors::version_stale);
  return {};
}

} // namespace storage
