#pragma once

#include <cstdint>
#include <string_view>

namespace domain {

/// What the words of a title tell of its rank: 課長 (manager) or above, below it, or nothing, which is settled by call (B03).
enum class TitleRank : std::uint8_t { unknown, below_manager, manager };

/// The highest rank that a part of a Japanese or English title has (`執行役員 兼 CTO`), by the last word of the part: `社長室 主任` is
/// below. Who only stands in for a rank, or assists it, is below it (課長代理, 部長付, assistant manager); 部長代理 and 部長補佐 are above
/// 課長.
TitleRank rank_of_title(std::string_view title);

} // namespace domain
