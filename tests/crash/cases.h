#pragma once

#include "storage/database.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <string>
#include <tuple>
#include <vector>

namespace crash_tests {

using storage::Engine;
/// Where to kill, on which engine.
using Case = std::tuple<Engine, std::string>;

inline std::string name_of(const testing::TestParamInfo<Case>& info) {
  auto name = (std::get<0>(info.param) == Engine::sqlite ? "sqlite_" : "postgresql_") + std::get<1>(info.param);
  std::ranges::replace_if(name, [](char c) { return c == '.' || c == ':'; }, '_');
  return name;
}

inline auto on(Engine engine, const std::vector<std::string>& points) {
  return testing::Combine(testing::Values(engine), testing::ValuesIn(points));
}

} // namespace crash_tests
