#include "core/ip_range.h"

#include "core/errors.h"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>
#include <optional>

namespace core {
namespace {

using Address = std::array<std::uint8_t, 16>;
constexpr Address mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0}; // RFC 4291 2.5.5.2
constexpr unsigned mapped_bits = 96;

bool is_ipv4(const Address& address) { return std::equal(mapped.begin(), mapped.begin() + mapped_bits / 8, address.begin()); }

std::optional<Address> read_address(std::string_view text) {
  const std::string zero_ended(text.substr(0, text.find('%'))); // a peer's zone says nothing about its address
  Address address = mapped;
  if (::inet_pton(AF_INET, zero_ended.c_str(), address.data() + mapped_bits / 8) == 1) return address;
  if (::inet_pton(AF_INET6, zero_ended.c_str(), address.data()) == 1) return address;
  return std::nullopt;
}

std::optional<unsigned> read_prefix(std::string_view text, unsigned most) {
  unsigned bits = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), bits);
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || bits > most) return std::nullopt;
  return bits;
}

bool same_block(const Address& a, const Address& b, unsigned bits) {
  for (unsigned at = 0; at < bits; ++at) {
    const auto mask = static_cast<std::uint8_t>(0x80U >> (at % 8));
    if ((a[at / 8] & mask) != (b[at / 8] & mask)) return false;
  }
  return true;
}

bool is_zero_behind(const Address& address, unsigned bits) {
  for (unsigned at = bits; at < 128; ++at)
    if ((address[at / 8] & (0x80U >> (at % 8))) != 0) return false;
  return true;
}

} // namespace

Result<IpRange> IpRange::parse(std::string_view text) {
  const auto refuse = [&] { return fail(errors::ip_range_invalid, {{"value", std::string(text)}}); };
  const auto slash = text.find('/');
  const auto address = read_address(text.substr(0, slash));
  if (!address || text.contains('%') || text.contains('\0')) return refuse();
  IpRange range;
  range.first_ = *address;
  if (slash != std::string_view::npos) {
    const bool dotted = is_ipv4(*address) && !text.substr(0, slash).contains(':');
    const auto bits = read_prefix(text.substr(slash + 1), dotted ? 32 : 128);
    if (!bits) return refuse();
    range.bits_ = dotted ? *bits + mapped_bits : *bits;
  }
  if (!is_zero_behind(range.first_, range.bits_)) return refuse();
  return range;
}

bool IpRange::contains(std::string_view text) const {
  const auto address = read_address(text);
  const bool v4_range = is_ipv4(first_) && bits_ >= mapped_bits;
  return address && is_ipv4(*address) == v4_range && same_block(*address, first_, bits_);
}

std::string IpRange::str() const {
  const bool v4 = is_ipv4(first_) && bits_ >= mapped_bits;
  std::array<char, INET6_ADDRSTRLEN> text{};
  ::inet_ntop(v4 ? AF_INET : AF_INET6, first_.data() + (v4 ? mapped_bits / 8 : 0), text.data(), text.size());
  if (bits_ == 128) return text.data();
  return std::string(text.data()) + "/" + std::to_string(v4 ? bits_ - mapped_bits : bits_);
}

} // namespace core
