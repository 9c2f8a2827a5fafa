#include "ca/record_tail.h"

#include "ca/record_frame.h"

#include <algorithm>

namespace ca {
namespace {

/// A mark beyond its own frame is a chance likeness, or was made up within somebody's certificate.
bool proves_damage(const ReadFrame& read, std::uint64_t at, std::uint64_t bad, bool marked) {
  if (!read.durable) return !marked;
  return *read.durable > bad && *read.durable <= at;
}

} // namespace

std::size_t octets_before_zeros(core::ByteView file) {
  const auto last = std::find_if(file.rbegin(), file.rend(), [](std::uint8_t octet) { return octet != 0; });
  return static_cast<std::size_t>(file.rend() - last);
}

bool is_damaged(core::ByteView file, std::uint64_t bad, bool marked) {
  const auto used = octets_before_zeros(file);
  for (auto at = bad + 1; at < used;) {
    const auto read = read_frame(file.subspan(at));
    if (read && proves_damage(*read, at, bad, marked)) return true;
    at += read ? read->size : 1;
  }
  return false;
}

} // namespace ca
