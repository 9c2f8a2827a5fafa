#pragma once

#include "outside/process.h"

#include <memory>
#include <string>

namespace support {

using namespace outside;

/// A real PostgreSQL 15 cluster on a free loopback port and a unix socket, run by an unprivileged user.
///
/// ```
/// const auto url = support::Postgres::shared().migrated_database();   // a database of this test alone
/// auto db = storage::Database::open(url);
/// ```
class Postgres {
public:
  enum class Durability : std::uint8_t { none, full }; ///< `none` runs with fsync off; crash tests take `full`
  explicit Postgres(Durability durability = Durability::none);
  ~Postgres();
  Postgres(const Postgres&) = delete;
  Postgres& operator=(const Postgres&) = delete;

  /// One for all tests of a program, started by the first that asks.
  static Postgres& shared();

  /// A new database without tables; its URL.
  std::string empty_database();
  /// A new database with the newest schema, copied from a template; its URL.
  std::string migrated_database();

  void start();
  /// A fast shutdown: sessions are broken off.
  void stop();
  /// As a power cut: every process of the server dies at once.
  void crash();

private:
  std::string url_of(const std::string& database) const;
  std::string create(const std::string& from);
  void execute(const std::string& sql) const;

  TemporaryDirectory directory_;
  std::uint16_t port_ = 0;
  int databases_ = 0;
  bool has_template_ = false;
  ChildProcess server_;
};

} // namespace support
