#pragma once

#include "core/bytes.h"
#include "core/clock.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace ca {

/// One fact on the signer's record (docs/formats/signer-record.md); views point into the frame.
struct RecordFrame {
  enum class Kind : std::uint8_t { to_be_signed = 1, signature = 2, crl = 3, burnt = 4, seal = 5 };
  Kind kind{};
  core::Instant at{};
  std::string_view issuer; ///< slug
  core::ByteView serial;   ///< magnitude; of a CRL its number in 8 octets
  std::string_view label;  ///< intent id, or the CRL's address
  core::ByteView content;  ///< TBSCertificate, signature octets, the CRL's SHA-256, or nothing
};

/// Appends length || CRC-32C || payload to `out`. `durable` is the frame's mark: so many octets of the record are on disk already.
void append_frame(core::Bytes& out, const RecordFrame& frame, std::uint64_t durable);

struct ReadFrame {
  RecordFrame frame;
  std::size_t size = 0;                 ///< octets of the whole frame
  std::optional<std::uint64_t> durable; ///< its mark; none in records from before there were marks
};
inline constexpr std::size_t frame_head_size = 8;
/// Octets of the whole frame that begins with this head.
std::size_t frame_size(core::ByteView head);
/// The frame at the start of `bytes`, or nothing where it is incomplete or its check sum is wrong.
std::optional<ReadFrame> read_frame(core::ByteView bytes);

} // namespace ca
