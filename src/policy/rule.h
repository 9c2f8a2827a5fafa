#pragma once

#include "core/clock.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace policy {

enum class Level : std::uint8_t { must, must_not, should, should_not, may, conditional, platform, product, draft };
enum class Operator : std::uint8_t {
  max,
  min,
  equal,
  in,
  regex,
  require,
  forbid,
  allow,
  order,
  bytes,
  extension,
  attribute,
  log,
  reject,
  reference
};
/// Which instant `from` and `until` are compared with.
enum class RuleClock : std::uint8_t { issue, validation, submission, key_generation, operation, event, disclosure };

std::string_view to_string(Level level);        ///< as the table writes it: `MUST`
std::string_view to_string(Operator operation); ///< `max`
std::string_view to_string(RuleClock clock);    ///< `issue`

/// One dated rule: a row of `policy/*.tsv` (docs/policy.md explains the columns).
struct Rule {
  std::string id;
  std::vector<std::string> scopes;
  Level level{};
  Operator operation{};
  std::string value;
  std::set<std::string> choices; ///< of an `in` rule: the value's list, up to a semicolon
  std::string unit;
  RuleClock clock{};
  std::optional<core::Instant> from;  ///< inclusive, midnight UTC
  std::optional<core::Instant> until; ///< exclusive
  std::string authority;
  std::string section;
  int confidence{};
  std::string note;
  int line{}; ///< in the file

  bool active_at(core::Instant at) const { return (!from || *from <= at) && (!until || at < *until); }
  /// A pattern of `scopes` matches the profile or one of its parents (`ca.sub.tls.constrained` < `ca.sub.tls`).
  bool applies_to(std::string_view profile) const;
  /// `BR 6.3.2`, for messages.
  std::string citation() const { return authority + " " + section; }
};

/// `*` stands for one or more dotted segments.
bool scope_matches(std::string_view pattern, std::string_view profile);

} // namespace policy
