#pragma once

#include "core/bytes.h"

#include <cstdint>
#include <span>
#include <vector>

/// What a pair of characters keeps of a register's entries.
namespace storage {

/// An entry's number and, in the lowest six bits, its prefecture (domain/prefecture.h).
std::uint64_t make_posting(std::int64_t entry, std::uint8_t prefecture);
std::int64_t entry_of(std::uint64_t posting);
std::uint8_t prefecture_of(std::uint64_t posting);

/// Ascending numbers without repetition, each as the distance from the one before in seven bits an octet, the lowest first; the high bit
/// says that more follow.
core::Bytes encode_postings(std::span<const std::uint64_t> numbers);
/// Up to the first octet that is not such a number.
std::vector<std::uint64_t> decode_postings(core::ByteView octets);
/// What is in both; ascending.
std::vector<std::uint64_t> in_both(std::span<const std::uint64_t> one, std::span<const std::uint64_t> other);

} // namespace storage
