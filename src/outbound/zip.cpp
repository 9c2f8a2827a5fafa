#include "outbound/zip.h"

#include "core/time.h"
#include "outbound/errors.h"

#include <array>

namespace outbound {
namespace {

constexpr std::uint16_t version = 20;
constexpr std::uint32_t local_header = 0x04034b50;
constexpr std::uint32_t central_header = 0x02014b50;
constexpr std::uint32_t end_of_directory = 0x06054b50;

void put16(core::Bytes& out, std::size_t value) {
  out.push_back(static_cast<std::uint8_t>(value));
  out.push_back(static_cast<std::uint8_t>(value >> 8));
}
void put32(core::Bytes& out, std::size_t value) {
  put16(out, value & 0xFFFF);
  put16(out, value >> 16);
}
void put(core::Bytes& out, core::ByteView bytes) { out.insert(out.end(), bytes.begin(), bytes.end()); }

std::uint32_t crc32(core::ByteView bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const auto byte : bytes) {
    crc ^= byte;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ (0xEDB88320U & (0U - (crc & 1U)));
  }
  return ~crc;
}

/// MS-DOS date and time, as the format wants them.
std::array<std::uint16_t, 2> dos_time(core::Instant at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date{day};
  const auto seconds = static_cast<unsigned>((at - day).count());
  const auto year = static_cast<unsigned>(std::max(static_cast<int>(date.year()) - 1980, 0));
  return {static_cast<std::uint16_t>(seconds / 3600 << 11 | seconds / 60 % 60 << 5 | seconds % 60 / 2),
          static_cast<std::uint16_t>(year << 9 | static_cast<unsigned>(date.month()) << 5 | static_cast<unsigned>(date.day()))};
}

/// The fields that local and central headers share.
void put_description(core::Bytes& out, const ZipEntry& entry, core::Instant at) {
  const auto [time, date] = dos_time(at);
  put16(out, version);
  put16(out, 0);
  put16(out, 0);
  put16(out, time);
  put16(out, date);
  put32(out, crc32(entry.content));
  put32(out, entry.content.size());
  put32(out, entry.content.size());
  put16(out, entry.name.size());
  put16(out, 0);
}

bool may_be_named(const std::string& name) {
  return !name.empty() && name.size() < 200 && name.front() != '/' && !name.contains("..") && !name.contains('\\') &&
         std::ranges::all_of(name, [](char c) { return c > 0x20 && c < 0x7F; });
}

} // namespace

core::Result<core::Bytes> write_zip(std::span<const ZipEntry> entries, core::Instant at) {
  core::Bytes out;
  core::Bytes directory;
  for (const auto& entry : entries) {
    if (!may_be_named(entry.name) || entry.content.size() > 0x0FFFFFFF)
      return core::fail(errors::zip_entry_invalid, {{"name", entry.name}});
    const auto offset = out.size();
    put32(out, local_header);
    put_description(out, entry, at);
    put(out, core::as_bytes(entry.name));
    put(out, entry.content);
    put32(directory, central_header);
    put16(directory, 3 << 8 | version); // made on Unix: the attributes below are a mode
    put_description(directory, entry, at);
    put16(directory, 0);
    put16(directory, 0);
    put16(directory, 0);
    put32(directory, 0100644U << 16);
    put32(directory, offset);
    put(directory, core::as_bytes(entry.name));
  }
  const auto start = out.size();
  put(out, directory);
  put32(out, end_of_directory);
  put32(out, 0);
  put16(out, entries.size());
  put16(out, entries.size());
  put32(out, directory.size());
  put32(out, start);
  put16(out, 0);
  return out;
}

} // namespace outbound
