#pragma once

#include "core/bytes.h"

#include <array>
#include <cstdint>

namespace ca {
namespace crc32c_detail {

using Tables = std::array<std::array<std::uint32_t, 256>, 8>;
constexpr Tables make_tables() {
  Tables out{};
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t crc = byte;
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ ((crc & 1) != 0 ? 0x82f63b78U : 0U);
    out[0][byte] = crc;
  }
  for (std::size_t table = 1; table < 8; ++table)
    for (std::size_t byte = 0; byte < 256; ++byte) out[table][byte] = out[0][out[table - 1][byte] & 0xff] ^ out[table - 1][byte] >> 8;
  return out;
}
inline constexpr Tables tables = make_tables();

} // namespace crc32c_detail

/// CRC-32C (Castagnoli, RFC 3720 appendix B.4), eight bytes a step.
inline std::uint32_t crc32c(core::ByteView data) {
  const auto& t = crc32c_detail::tables;
  std::uint32_t crc = ~0U;
  while (data.size() >= 8) {
    crc ^= static_cast<std::uint32_t>(data[0]) | static_cast<std::uint32_t>(data[1]) << 8 | static_cast<std::uint32_t>(data[2]) << 16 |
           static_cast<std::uint32_t>(data[3]) << 24;
    crc = t[7][crc & 0xff] ^ t[6][crc >> 8 & 0xff] ^ t[5][crc >> 16 & 0xff] ^ t[4][crc >> 24] ^ t[3][data[4]] ^ t[2][data[5]] ^
          t[1][data[6]] ^ t[0][data[7]];
    data = data.subspan(8);
  }
  for (const auto byte : data) crc = t[0][(crc ^ byte) & 0xff] ^ crc >> 8;
  return ~crc;
}

} // namespace ca
