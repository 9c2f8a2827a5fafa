#pragma once

#include "outside/process.h"
#include "storage/database.h"

#include <gtest/gtest.h>
#include <string>

namespace support {

using namespace outside;

/// The URL of a new database of the engine, without tables or with the newest schema; SQLite's file is in `directory`.
std::string empty_database(storage::Engine engine, const TemporaryDirectory& directory);
std::string migrated_database(storage::Engine engine, const TemporaryDirectory& directory);

/// The value of a result that must be one; fails the test with the error's code and cause otherwise.
template <class T>
T must(core::Result<T> result) {
  if (!result) throw std::runtime_error(std::string(result.error().code.name) + ": " + result.error().cause);
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

/// A test that runs on each engine: `INSTANTIATE_ON_BOTH_ENGINES(Suite)`.
class DatabaseTest : public testing::TestWithParam<storage::Engine> {
protected:
  DatabaseTest() : db(open()) {}
  template <class Fn>
  auto write(Fn&& fn) {
    return must(db.write(std::forward<Fn>(fn)));
  }
  template <class Fn>
  auto read(Fn&& fn) {
    return must(db.read(std::forward<Fn>(fn)));
  }
  std::string url() const { return url_; }

private:
  storage::Database open() {
    url_ = migrated_database(GetParam(), directory_);
    return must(storage::Database::open(url_, {.durable = false}));
  }
  TemporaryDirectory directory_;
  std::string url_;

protected:
  storage::Database db;
};

inline std::string engine_name(const testing::TestParamInfo<storage::Engine>& engine) {
  return engine.param == storage::Engine::sqlite ? "sqlite" : "postgresql";
}

} // namespace support

#define INSTANTIATE_ON_BOTH_ENGINES(Suite)                                                                                                 \
  INSTANTIATE_TEST_SUITE_P(BothEngines, Suite, testing::Values(storage::Engine::sqlite, storage::Engine::postgresql), support::engine_name)
