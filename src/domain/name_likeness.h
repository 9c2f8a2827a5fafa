#pragma once

#include <string_view>

namespace domain {

/// How alike two organizations' names are, 0 to 100: the same key, the same name with another legal form, the same words in another order,
/// kana against Latin letters, or one that contains most of the other. Words that many companies bear count for nothing,
/// and names count as they look (latin_look).
int name_likeness(std::string_view denied, std::string_view name);
/// From which likeness on a specialist looks at it.
inline constexpr int name_hit = 75;

} // namespace domain
