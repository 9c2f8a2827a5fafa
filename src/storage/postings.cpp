#include "storage/postings.h"

#include <algorithm>
#include <iterator>

namespace storage {
namespace {

constexpr unsigned bits = 7;
constexpr std::uint64_t low_bits = 0x7f;
constexpr std::uint8_t more = 0x80;
constexpr unsigned prefecture_bits = 6;

} // namespace

std::uint64_t make_posting(std::int64_t entry, std::uint8_t prefecture) {
  return (static_cast<std::uint64_t>(entry) << prefecture_bits) | prefecture;
}

std::int64_t entry_of(std::uint64_t posting) { return static_cast<std::int64_t>(posting >> prefecture_bits); }

std::uint8_t prefecture_of(std::uint64_t posting) { return static_cast<std::uint8_t>(posting & ((1U << prefecture_bits) - 1)); }

core::Bytes encode_postings(std::span<const std::uint64_t> numbers) {
  core::Bytes octets;
  std::uint64_t last = 0;
  for (const auto number : numbers) {
    auto distance = number - last;
    for (; distance > low_bits; distance >>= bits) octets.push_back(static_cast<std::uint8_t>(distance & low_bits) | more);
    octets.push_back(static_cast<std::uint8_t>(distance));
    last = number;
  }
  return octets;
}

std::vector<std::uint64_t> decode_postings(core::ByteView octets) {
  std::vector<std::uint64_t> numbers;
  std::uint64_t number = 0;
  std::uint64_t distance = 0;
  unsigned shift = 0;
  for (const auto octet : octets) {
    if (shift >= 64) break;
    distance |= (octet & low_bits) << shift;
    shift += bits;
    if ((octet & more) != 0) continue;
    number += distance;
    numbers.push_back(number);
    distance = 0;
    shift = 0;
  }
  return numbers;
}

std::vector<std::uint64_t> in_both(std::span<const std::uint64_t> one, std::span<const std::uint64_t> other) {
  std::vector<std::uint64_t> both;
  std::ranges::set_intersection(one, other, std::back_inserter(both));
  return both;
}

} // namespace storage
