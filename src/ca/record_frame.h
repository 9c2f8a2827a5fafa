#pragma once

#include "core/bytes.h"
#include "core/clock.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace ca {

/// One fact on the signer's record (docs/formats/signer-record.md); views point into the frame.
struct RecordFrame {
  enum class Kind : std::uint8_t { to_be_signed = 1, signature = 2, crl = 3, burnt = 4 };
  Kind kind{};
  core::Instant at{};
  std::string_view issuer; ///< slug
  core::ByteView serial;   ///< magnitude; of a CRL its number in 8 octets
  std::string_view label;  ///< intent id, or the CRL's address
  core::ByteView content;  ///< TBSCertificate, signature octets, the CRL's SHA-256, or nothing
};

/// Appends length || CRC-32C || payload to `out`.
void append_frame(core::Bytes& out, const RecordFrame& frame);

struct ReadFrame {
  RecordFrame frame;
  std::size_t size = 0; ///< octets of the whole frame
};
/// The frame at the start of `bytes`, or nothing where it is incomplete or its check sum is wrong.
std::optional<ReadFrame> read_frame(core::ByteView bytes);

} // namespace ca
