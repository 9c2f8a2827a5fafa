#include "outbound/dns_packet.h"

#include "core/crypto.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>

namespace outbound {
namespace {

constexpr std::uint16_t type_ns = 2;
constexpr std::uint16_t type_soa = 6;
constexpr std::uint16_t type_ds = 43;
constexpr std::uint16_t type_nsec = 47;
constexpr std::uint16_t type_nsec3 = 50;
constexpr int most_iterations = 150; // RFC 9276: more is not validated either

class PacketReader {
public:
  explicit PacketReader(core::ByteView packet) : packet_(packet) {}
  bool skip(std::size_t count) {
    if (count > packet_.size() - at_) return false;
    at_ += count;
    return true;
  }
  std::optional<std::uint16_t> u16() {
    if (packet_.size() - at_ < 2) return std::nullopt;
    at_ += 2;
    return static_cast<std::uint16_t>(packet_[at_ - 2] << 8 | packet_[at_ - 1]);
  }
  /// RFC 1035 4.1.4; the name in lower case without its final dot.
  std::optional<std::string> name() {
    std::string text;
    std::size_t position = at_;
    bool jumped = false;
    for (int steps = 0; steps < 256; ++steps) {
      if (position >= packet_.size()) return std::nullopt;
      const std::size_t length = packet_[position];
      if (length == 0) {
        if (!jumped) at_ = position + 1;
        return text;
      }
      if ((length & 0xC0) == 0xC0) {
        if (position + 1 >= packet_.size()) return std::nullopt;
        if (!jumped) at_ = position + 2;
        jumped = true;
        position = (length & 0x3F) << 8 | packet_[position + 1];
        continue;
      }
      if (length > 63 || position + 1 + length > packet_.size()) return std::nullopt;
      if (!text.empty()) text += '.';
      for (std::size_t i = 1; i <= length; ++i) text += static_cast<char>(std::tolower(packet_[position + i]));
      position += 1 + length;
    }
    return std::nullopt;
  }
  std::optional<core::ByteView> bytes(std::size_t count) {
    const auto start = at_;
    if (!skip(count)) return std::nullopt;
    return packet_.subspan(start, count);
  }
  std::size_t position() const { return at_; }

private:
  core::ByteView packet_;
  std::size_t at_ = 0;
};

struct Record {
  std::string owner;
  std::uint16_t type = 0;
  std::size_t data_at = 0;
  core::ByteView data;
};

std::optional<Record> read_record(PacketReader& reader) {
  Record record;
  auto owner = reader.name();
  if (!owner) return std::nullopt;
  record.owner = std::move(*owner);
  const auto type = reader.u16();
  if (!type || !reader.skip(6)) return std::nullopt;
  const auto size = reader.u16();
  if (!size) return std::nullopt;
  record.type = *type;
  record.data_at = reader.position();
  const auto data = reader.bytes(*size);
  if (!data) return std::nullopt;
  record.data = *data;
  return record;
}

/// RFC 4034 4.1.2.
bool bitmap_has(core::ByteView windows, std::uint16_t type) {
  while (windows.size() >= 2) {
    const std::size_t length = windows[1];
    if (length == 0 || length > 32 || length > windows.size() - 2) return false;
    const std::size_t byte = (type & 0xFFU) / 8;
    if (windows[0] == type >> 8 && byte < length) return (windows[2 + byte] & (0x80 >> (type % 8))) != 0;
    windows = windows.subspan(2 + length);
  }
  return false;
}

bool is_delegation_without_ds(core::ByteView windows) {
  return bitmap_has(windows, type_ns) && !bitmap_has(windows, type_ds) && !bitmap_has(windows, type_soa);
}

/// RFC 4648 7 in lower case, as owner names of NSEC3 records have it; 20 octets fill 32 characters.
std::string to_base32hex(core::ByteView bytes) {
  constexpr std::string_view alphabet = "0123456789abcdefghijklmnopqrstuv";
  std::string text;
  std::uint32_t bits = 0;
  int held = 0;
  for (const auto byte : bytes) {
    bits = bits << 8 | byte;
    for (held += 8; held >= 5; held -= 5) text += alphabet[bits >> (held - 5) & 31];
  }
  return text;
}

core::Bytes wire_name(std::string_view name) {
  core::Bytes wire;
  while (!name.empty()) {
    const auto label = name.substr(0, name.find('.'));
    wire.push_back(static_cast<std::uint8_t>(label.size()));
    wire.insert(wire.end(), label.begin(), label.end());
    name.remove_prefix(std::min(label.size() + 1, name.size()));
  }
  wire.push_back(0);
  return wire;
}

/// RFC 5155 3.2 and 5: the parameters, then whether the record is that of the name's hash and shows the delegation.
bool is_insecure_delegation3(const Record& record, std::string_view name) {
  PacketReader reader(record.data);
  const auto head = reader.bytes(2);
  const auto iterations = reader.u16();
  if (!head || (*head)[0] != 1 || !iterations || *iterations > most_iterations) return false;
  const auto salt_size = reader.bytes(1);
  const auto salt = salt_size ? reader.bytes((*salt_size)[0]) : std::nullopt;
  const auto hash_size = reader.bytes(1);
  if (!salt || !hash_size || !reader.skip((*hash_size)[0])) return false;
  auto hashed = wire_name(name);
  for (int i = 0; i <= *iterations; ++i) {
    hashed.insert(hashed.end(), salt->begin(), salt->end());
    hashed = core::sha1(hashed);
  }
  const auto label = record.owner.substr(0, record.owner.find('.'));
  return label == to_base32hex(hashed) && is_delegation_without_ds(record.data.subspan(reader.position()));
}

bool is_insecure_delegation(core::ByteView packet, const Record& record) {
  PacketReader reader(packet);
  if (!reader.skip(record.data_at) || !reader.name()) return false;
  const auto used = reader.position() - record.data_at;
  if (used > record.data.size()) return false;
  return is_delegation_without_ds(record.data.subspan(used));
}

} // namespace

bool shows_insecure_delegation(core::ByteView packet, std::string_view owner) {
  PacketReader reader(packet);
  if (!reader.skip(4)) return false;
  const auto questions = reader.u16();
  const auto answers = reader.u16();
  const auto authorities = reader.u16();
  if (!questions || !answers || !authorities || !reader.skip(2)) return false;
  for (int i = 0; i < *questions; ++i)
    if (!reader.name() || !reader.skip(4)) return false;
  for (int i = 0; i < *answers; ++i)
    if (!read_record(reader)) return false;
  for (int i = 0; i < *authorities; ++i) {
    const auto record = read_record(reader);
    if (!record) return false;
    if (record->type == type_nsec && record->owner == owner && is_insecure_delegation(packet, *record)) return true;
    if (record->type == type_nsec3 && is_insecure_delegation3(*record, owner)) return true;
  }
  return false;
}

} // namespace outbound
