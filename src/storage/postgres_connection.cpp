#include "storage/postgres_connection.h"

#include "core/errors.h"

#include <endian.h>
#include <fmt/format.h>
#include <stdexcept>

namespace storage {
namespace {

// pg_type.dat
constexpr Oid bool_oid = 16;
constexpr Oid bytea_oid = 17;
constexpr Oid int8_oid = 20;
constexpr Oid int2_oid = 21;
constexpr Oid int4_oid = 23;
constexpr Oid text_oid = 25;
constexpr std::size_t most_statements = 400;

Oid oid_of(Type type) {
  switch (type) {
  case Type::integer:
    return int8_oid;
  case Type::boolean:
    return bool_oid;
  case Type::text:
    return text_oid;
  case Type::bytes:
    return bytea_oid;
  }
  return 0;
}

template <class Integer>
Integer load(const char* from) {
  Integer value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

class PostgresCells final : public Cells {
public:
  PostgresCells(const PGresult* result, int row) : result_(result), row_(row) {}
  bool is_null(int column) const override { return PQgetisnull(result_, row_, column) == 1; }
  std::int64_t integer(int column) const override {
    if (is_null(column)) return 0;
    const char* value = PQgetvalue(result_, row_, column);
    switch (PQftype(result_, column)) {
    case int8_oid:
      return static_cast<std::int64_t>(be64toh(load<std::uint64_t>(value)));
    case int4_oid:
      return static_cast<std::int32_t>(be32toh(load<std::uint32_t>(value)));
    case int2_oid:
      return static_cast<std::int16_t>(be16toh(load<std::uint16_t>(value)));
    case bool_oid:
      return *value;
    default:
      throw std::logic_error(fmt::format("column {} is no integer", PQfname(result_, column)));
    }
  }
  std::string_view text(int column) const override {
    return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
  }
  core::ByteView bytes(int column) const override { return core::as_bytes(text(column)); }

private:
  const PGresult* result_;
  int row_;
};

/// Parameters in the shape libpq takes them, all binary.
class WireParameters {
public:
  explicit WireParameters(std::span<const Parameter> parameters) {
    const auto count = parameters.size();
    numbers_.resize(count);
    values_.resize(count);
    lengths_.resize(count);
    formats_.assign(count, 1);
    for (std::size_t i = 0; i < count; ++i) add(parameters[i], i);
  }
  int count() const { return static_cast<int>(values_.size()); }
  const char* const* values() const { return values_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }

private:
  void add(const Parameter& parameter, std::size_t i) {
    if (parameter.is_null()) return;
    const auto data = parameter.data();
    switch (parameter.type()) {
    case Type::integer:
      numbers_[i] = htobe64(static_cast<std::uint64_t>(parameter.number()));
      return set(i, reinterpret_cast<const char*>(&numbers_[i]), sizeof numbers_[i]);
    case Type::boolean:
      return set(i, parameter.number() != 0 ? "\1" : "\0", 1);
    case Type::text:
    case Type::bytes:
      return set(i, data.empty() ? "" : data.data(), data.size());
    }
  }
  void set(std::size_t i, const char* value, std::size_t length) {
    values_[i] = value;
    lengths_[i] = static_cast<int>(length);
  }
  std::vector<std::uint64_t> numbers_;
  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
};

std::string field(const PGresult* result, int code) {
  const char* text = PQresultErrorField(result, code);
  return text == nullptr ? "" : text;
}

/// The columns in "Key (a, b)=(1, 2) already exists.", in whatever language the sentence is.
std::string key_columns(std::string_view detail) {
  const auto open = detail.find('(');
  const auto close = detail.find(")=(");
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return {};
  std::string columns;
  for (const char c : detail.substr(open + 1, close - open - 1))
    if (c != ' ' && c != '"') columns += c;
  return columns;
}

bool is_conflict(std::string_view state) { return state == "40001" || state == "40P01" || state == "55P03"; }
/// Connection exceptions, shutdown, resources, disk.
bool is_unavailable(std::string_view state) {
  return state.starts_with("08") || state.starts_with("57P") || state.starts_with("53") || state.starts_with("58");
}

} // namespace

core::Result<std::unique_ptr<PostgresConnection>> PostgresConnection::open(const std::string& url, bool durable) {
  const char* const keywords[] = {"dbname", "application_name", "client_encoding", "connect_timeout", nullptr};
  const char* const values[] = {url.c_str(), "shomei", "UTF8", "5", nullptr};
  std::unique_ptr<PostgresConnection> connection(new PostgresConnection(PQconnectdbParams(keywords, values, 1)));
  if (PQstatus(connection->handle_) != CONNECTION_OK) return connection->failure(nullptr);
  PQsetNoticeProcessor(connection->handle_, [](void*, const char*) {}, nullptr);
  TRY(connection->script(
      fmt::format("SET synchronous_commit = {}; SET lock_timeout = '10s'; SET TIME ZONE 'UTC'", durable ? "on" : "off")));
  return connection;
}

core::Failure PostgresConnection::failure(const PGresult* result) {
  const auto state = result == nullptr ? std::string() : field(result, PG_DIAG_SQLSTATE);
  const auto cause = fmt::format("PostgreSQL {}: {}", state, result == nullptr ? PQerrorMessage(handle_) : PQresultErrorMessage(result));
  if (PQstatus(handle_) != CONNECTION_OK) {
    trouble_ = Trouble::lost;
    return core::fail(errors::database_unavailable, {}, cause);
  }
  if (is_conflict(state)) {
    trouble_ = Trouble::conflict;
    return core::fail(errors::database_unavailable, {}, cause);
  }
  if (state == "23505")
    return core::fail(errors::unique_violation,
                      {{"table", field(result, PG_DIAG_TABLE_NAME)}, {"columns", key_columns(field(result, PG_DIAG_MESSAGE_DETAIL))}},
                      cause);
  if (state == "23503") return core::fail(errors::foreign_key_violation, {}, cause);
  if (state.starts_with("23")) return core::fail(errors::constraint_violation, {}, cause);
  if (is_unavailable(state)) return core::fail(errors::database_unavailable, {}, cause);
  return core::fail(errors::database_failed, {}, cause);
}

core::Result<std::string> PostgresConnection::prepare(std::string_view sql, std::span<const Parameter> parameters) {
  if (const auto found = statements_.find(sql); found != statements_.end()) return found->second;
  if (statements_.size() >= most_statements) {
    TRY(script("DEALLOCATE ALL"));
    statements_.clear();
  }
  std::vector<Oid> types;
  for (const auto& parameter : parameters) types.push_back(oid_of(parameter.type()));
  auto name = fmt::format("s{}", statements_.size());
  const std::string text(sql);
  const ResultPointer result(PQprepare(handle_, name.c_str(), text.c_str(), static_cast<int>(types.size()), types.data()), &PQclear);
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) return failure(result.get());
  statements_.emplace(text, name);
  return name;
}

core::Result<std::int64_t> PostgresConnection::run(std::string_view sql, std::span<const Parameter> parameters, Sink sink) {
  const auto name = TRY(prepare(sql, parameters));
  const WireParameters wire(parameters);
  const ResultPointer result(PQexecPrepared(handle_, name.c_str(), wire.count(), wire.values(), wire.lengths(), wire.formats(), 1),
                             &PQclear);
  switch (PQresultStatus(result.get())) {
  case PGRES_COMMAND_OK: {
    const std::string_view changed = PQcmdTuples(result.get());
    return changed.empty() ? 0 : std::stoll(std::string(changed));
  }
  case PGRES_TUPLES_OK: {
    const int rows = PQntuples(result.get());
    for (int row = 0; row < rows; ++row) sink(PostgresCells(result.get(), row));
    return rows;
  }
  default:
    return failure(result.get());
  }
}

core::Result<void> PostgresConnection::script(std::string_view sql) {
  const ResultPointer result(PQexec(handle_, std::string(sql).c_str()), &PQclear);
  const auto status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY) return failure(result.get());
  return {};
}

} // namespace storage
