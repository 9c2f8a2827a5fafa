#pragma once

#include "storage/database.h"
#include "storage/text_hash.h"

#include <libpq-fe.h>
#include <memory>
#include <string>
#include <unordered_map>

namespace storage {

/// One PostgreSQL session with its prepared statements; parameters and results travel in binary.
class PostgresConnection final : public Connection {
public:
  /// What the last failure means for the transaction it happened in.
  enum class Trouble : std::uint8_t { none, conflict, lost };
  static core::Result<std::unique_ptr<PostgresConnection>> open(const std::string& url, bool durable);
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;
  ~PostgresConnection() override { PQfinish(handle_); }

  Engine engine() const override { return Engine::postgresql; }
  core::Result<std::int64_t> run(std::string_view sql, std::span<const Parameter> parameters, Sink sink) override;
  core::Result<void> script(std::string_view sql) override;
  Trouble trouble() const { return trouble_; }
  void forget_trouble() { trouble_ = Trouble::none; }

private:
  using ResultPointer = std::unique_ptr<PGresult, decltype(&PQclear)>;
  explicit PostgresConnection(PGconn* handle) : handle_(handle) {}
  core::Result<std::string> prepare(std::string_view sql, std::span<const Parameter> parameters);
  core::Failure failure(const PGresult* result);

  PGconn* handle_;
  Trouble trouble_ = Trouble::none;
  std::unordered_map<std::string, std::string, TextHash, std::equal_to<>> statements_;
};

} // namespace storage
