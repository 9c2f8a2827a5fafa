#pragma once

#include <cstdint>
#include <string_view>

namespace domain {

/// The number of a prefecture in JIS X 0401 and ISO 3166-2:JP, 1–47, from its full Japanese name; 0 where it is none.
std::uint8_t prefecture_code(std::string_view name);
/// 東京都 is `TOKYO`: Hepburn's capitals with long vowels short, without 都道府県 (but HOKKAIDO); empty where it is no prefecture.
std::string_view prefecture_latin(std::string_view name);
/// `JP-13` is 東京都; empty where the code names none.
std::string_view prefecture_name(std::string_view iso_code);

} // namespace domain
