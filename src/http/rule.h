#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

namespace http {

/// What a field of a DTO must hold beyond its type. A DTO lists those that differ from the default:
/// `static constexpr std::array rules{http::Rule{.field = "names", .max_length = 253, .min_items = 1}};`
/// In a list, the length, pattern and range rules apply to each element.
struct Rule {
  std::string_view field;     ///< the member's C++ name
  std::size_t min_length = 0; ///< in characters (code points); above zero, a text of which nothing shows is an empty one
  std::size_t max_length = 1000;
  std::size_t min_items = 0;
  std::size_t max_items = 1000;
  std::int64_t minimum = std::numeric_limits<std::int64_t>::min();
  std::int64_t maximum = std::numeric_limits<std::int64_t>::max();
  std::string_view pattern = {}; ///< ECMAScript regular expression that the whole text must match
  std::string_view one_of = {};  ///< the allowed texts, separated by `|`
  bool multiline = false;        ///< line ends and tabs are welcome; other control characters never are
  bool has_default = false;      ///< may be absent from a request: the member keeps its initial value
  bool omit_empty = false;       ///< an optional that is left out of answers, not `null`, while empty
  std::string_view description = {};
};

} // namespace http
