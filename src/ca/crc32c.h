#pragma once

#include "core/bytes.h"

#include <array>
#include <cstdint>

namespace ca {

/// CRC-32C (Castagnoli, RFC 3720 appendix B.4), eight bytes a step.
class Crc32c {
public:
  static std::uint32_t of(core::ByteView data) {
    std::uint32_t crc = ~0U;
    while (data.size() >= 8) {
      crc ^= static_cast<std::uint32_t>(data[0]) | static_cast<std::uint32_t>(data[1]) << 8 | static_cast<std::uint32_t>(data[2]) << 16 |
             static_cast<std::uint32_t>(data[3]) << 24;
      crc = tables[7][crc & 0xff] ^ tables[6][crc >> 8 & 0xff] ^ tables[5][crc >> 16 & 0xff] ^ tables[4][crc >> 24] ^ tables[3][data[4]] ^
            tables[2][data[5]] ^ tables[1][data[6]] ^ tables[0][data[7]];
      data = data.subspan(8);
    }
    for (const auto byte : data) crc = tables[0][(crc ^ byte) & 0xff] ^ crc >> 8;
    return ~crc;
  }

private:
  using Tables = std::array<std::array<std::uint32_t, 256>, 8>;
  static constexpr Tables make() {
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
  static constexpr Tables tables = make();
};

} // namespace ca
