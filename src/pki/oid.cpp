#include "pki/oid.h"

#include "pki/errors.h"

#include <algorithm>
#include <charconv>

namespace pki {

core::Result<Oid> Oid::from_der_contents(core::ByteView contents) {
  const auto malformed = [] { return core::fail(errors::der_malformed, {}, "object identifier"); };
  if (contents.empty() || contents.size() > max_size || (contents.back() & 0x80) != 0) return malformed();
  bool arc_starts = true;
  for (const auto octet : contents) {
    if (arc_starts && octet == 0x80) return malformed(); // X.690 8.19.2: no leading zero groups
    arc_starts = (octet & 0x80) == 0;
  }
  Oid oid;
  std::ranges::copy(contents, oid.octets_.begin());
  oid.size_ = static_cast<std::uint8_t>(contents.size());
  return oid;
}

core::Result<Oid> Oid::parse(std::string_view dotted) {
  const auto malformed = [&] { return core::fail(errors::der_malformed, {}, "object identifier " + std::string(dotted)); };
  std::array<std::uint32_t, 32> arcs{};
  std::size_t count = 0;
  const char* at = dotted.data();
  const char* end = at + dotted.size();
  for (;;) {
    if (count == arcs.size() || at == end) return malformed();
    const auto [next, error] = std::from_chars(at, end, arcs[count]);
    if (error != std::errc{} || (next - at > 1 && *at == '0')) return malformed();
    ++count;
    if (next == end) break;
    if (*next != '.') return malformed();
    at = next + 1;
  }
  if (count < 2 || arcs[0] > 2 || (arcs[0] < 2 && arcs[1] > 39) || arcs[1] > 0xffffffffU - 80) return malformed();
  Oid oid;
  arcs[1] += arcs[0] * 40;
  for (std::size_t i = 1; i < count; ++i) {
    if (oid.size_ + 5U > max_size) return malformed();
    oid.append(arcs[i]);
  }
  return oid;
}

std::string Oid::to_string() const {
  std::string text;
  std::uint64_t arc = 0;
  for (const auto octet : contents()) {
    if (arc >> 56 != 0) return text + ".?"; // an arc beyond 64 bits is printed only for people
    arc = arc << 7 | (octet & 0x7fU);
    if ((octet & 0x80) != 0) continue;
    if (text.empty()) {
      const std::uint64_t first = std::min<std::uint64_t>(arc / 40, 2);
      text = std::to_string(first) + "." + std::to_string(arc - first * 40);
    } else {
      text += "." + std::to_string(arc);
    }
    arc = 0;
  }
  return text;
}

} // namespace pki
