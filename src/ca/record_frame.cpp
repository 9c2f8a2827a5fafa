#include "ca/record_frame.h"

#include "ca/crc32c.h"

namespace ca {
namespace {

constexpr std::uint8_t marked = 16; ///< added to the kind where a mark follows the time
constexpr std::size_t max_payload = 1024 * 1024;

void append_number(core::Bytes& out, std::uint64_t value, int octets) {
  for (int shift = (octets - 1) * 8; shift >= 0; shift -= 8) out.push_back(static_cast<std::uint8_t>(value >> shift));
}
void append_short(core::Bytes& out, core::ByteView value) {
  out.push_back(static_cast<std::uint8_t>(value.size()));
  out.insert(out.end(), value.begin(), value.end());
}
void store_u32(std::uint8_t* at, std::uint32_t value) {
  for (int i = 0; i < 4; ++i) at[i] = static_cast<std::uint8_t>(value >> (24 - 8 * i));
}
std::uint32_t load_u32(core::ByteView bytes) {
  return static_cast<std::uint32_t>(bytes[0]) << 24 | static_cast<std::uint32_t>(bytes[1]) << 16 |
         static_cast<std::uint32_t>(bytes[2]) << 8 | bytes[3];
}

/// Takes parts off the front; goes empty and stays failed when there is too little.
class Cursor {
public:
  explicit Cursor(core::ByteView rest) : rest_(rest) {}
  core::ByteView take(std::size_t size) {
    if (size > rest_.size()) {
      failed_ = true;
      return {};
    }
    const auto part = rest_.first(size);
    rest_ = rest_.subspan(size);
    return part;
  }
  core::ByteView take_short() {
    const auto size = take(1);
    return size.empty() ? core::ByteView{} : take(size[0]);
  }
  std::uint64_t number(std::size_t octets) {
    std::uint64_t value = 0;
    for (const auto byte : take(octets)) value = value << 8 | byte;
    return value;
  }
  core::ByteView rest() const { return rest_; }
  bool failed() const { return failed_; }

private:
  core::ByteView rest_;
  bool failed_ = false;
};

} // namespace

std::size_t frame_size(core::ByteView head) { return frame_head_size + load_u32(head); }

void append_frame(core::Bytes& out, const RecordFrame& frame, std::uint64_t durable) {
  const auto head = out.size();
  out.resize(head + frame_head_size);
  out.push_back(static_cast<std::uint8_t>(frame.kind) | marked);
  append_number(out, static_cast<std::uint64_t>(core::to_unix(frame.at)), 8);
  append_number(out, durable, 8);
  append_short(out, core::as_bytes(frame.issuer));
  append_short(out, frame.serial);
  append_short(out, core::as_bytes(frame.label));
  out.insert(out.end(), frame.content.begin(), frame.content.end());
  const auto payload = core::ByteView(out).subspan(head + frame_head_size);
  store_u32(out.data() + head, static_cast<std::uint32_t>(payload.size()));
  store_u32(out.data() + head + 4, crc32c(payload));
}

std::optional<ReadFrame> read_frame(core::ByteView bytes) {
  if (bytes.size() < frame_head_size) return std::nullopt;
  const std::size_t size = load_u32(bytes);
  if (size == 0 || size > max_payload || size > bytes.size() - frame_head_size) return std::nullopt;
  const auto payload = bytes.subspan(frame_head_size, size);
  if (crc32c(payload) != load_u32(bytes.subspan(4))) return std::nullopt;
  Cursor cursor(payload);
  ReadFrame out;
  const auto first = cursor.number(1);
  const auto kind = first & ~std::uint64_t{marked};
  out.frame.kind = static_cast<RecordFrame::Kind>(kind);
  out.frame.at = core::from_unix(static_cast<std::int64_t>(cursor.number(8)));
  if (kind != first) out.durable = cursor.number(8);
  out.frame.issuer = core::as_text(cursor.take_short());
  out.frame.serial = cursor.take_short();
  out.frame.label = core::as_text(cursor.take_short());
  out.frame.content = cursor.rest();
  out.size = frame_head_size + size;
  if (cursor.failed() || kind < 1 || kind > 5) return std::nullopt;
  return out;
}

} // namespace ca
