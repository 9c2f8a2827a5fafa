#pragma once

#include <cstdint>
#include <string_view>

namespace domain {

/// The number of a prefecture in JIS X 0401, 1–47, from its full Japanese name; 0 where it is none.
std::uint8_t prefecture_code(std::string_view name);

} // namespace domain
