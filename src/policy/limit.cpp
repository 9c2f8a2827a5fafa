#include "policy/limit.h"

#include "core/time.h"

#include <fmt/format.h>

namespace policy {

core::Instant Limit::end_from(core::Instant start) const { return core::add_months(start, months) + seconds; }

std::string describe(const Limit& limit, std::string_view language) {
  const bool ja = language == "ja";
  if (limit.months > 0 && limit.months % 12 == 0)
    return ja ? fmt::format("{}年", limit.months / 12) : fmt::format("{} years", limit.months / 12);
  if (limit.months > 0) return ja ? fmt::format("{}か月", limit.months) : fmt::format("{} months", limit.months);
  const auto seconds = limit.seconds.count();
  if (seconds % 86400 == 0) return ja ? fmt::format("{}日", seconds / 86400) : fmt::format("{} days", seconds / 86400);
  if (seconds % 3600 == 0) return ja ? fmt::format("{}時間", seconds / 3600) : fmt::format("{} hours", seconds / 3600);
  return ja ? fmt::format("{}秒", seconds) : fmt::format("{} seconds", seconds);
}

} // namespace policy
