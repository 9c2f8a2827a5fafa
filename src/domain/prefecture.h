#pragma once

#include <cstdint>
#include <string_view>

namespace domain {

/// The number of a prefecture in JIS X 0401 and ISO 3166-2:JP, 1–47, from its full Japanese name; 0 where it is none.
std::uint8_t prefecture_code(std::string_view name);
/// `JP-13` is 東京都; empty where the code names none.
std::string_view prefecture_name(std::string_view iso_code);

} // namespace domain
