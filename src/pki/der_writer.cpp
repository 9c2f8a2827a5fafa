#include "pki/der.h"

#include <bit>

namespace pki::der {
namespace {

// The length octets that follow a first one of 0x80 | n.
std::size_t long_length_octets(std::size_t size) {
  std::size_t octets = 0;
  for (; size != 0; size >>= 8) ++octets;
  return octets;
}

void put_digits(char* out, int value, int count) {
  for (int i = count - 1; i >= 0; --i, value /= 10) out[i] = static_cast<char>('0' + value % 10);
}

// YYYYMMDDHHMMSSZ
std::array<char, 15> digits_of(core::Instant instant) {
  using namespace std::chrono;
  const auto day = floor<days>(instant);
  const year_month_day date{day};
  const hh_mm_ss clock{instant - day};
  std::array<char, 15> text{};
  put_digits(text.data(), int{date.year()}, 4);
  put_digits(text.data() + 4, static_cast<int>(unsigned{date.month()}), 2);
  put_digits(text.data() + 6, static_cast<int>(unsigned{date.day()}), 2);
  put_digits(text.data() + 8, static_cast<int>(clock.hours().count()), 2);
  put_digits(text.data() + 10, static_cast<int>(clock.minutes().count()), 2);
  put_digits(text.data() + 12, static_cast<int>(clock.seconds().count()), 2);
  text[14] = 'Z';
  return text;
}

} // namespace

void Writer::length(std::size_t size) {
  if (size < 0x80) {
    buffer_.push_back(static_cast<std::uint8_t>(size));
    return;
  }
  const auto octets = long_length_octets(size);
  buffer_.push_back(static_cast<std::uint8_t>(0x80 | octets));
  for (std::size_t i = octets; i-- > 0;) buffer_.push_back(static_cast<std::uint8_t>(size >> (8 * i)));
}

std::size_t Writer::open(std::uint8_t tag) {
  buffer_.push_back(tag);
  buffer_.push_back(0);
  return buffer_.size();
}

void Writer::close(std::size_t mark) {
  const std::size_t size = buffer_.size() - mark;
  if (size < 0x80) {
    buffer_[mark - 1] = static_cast<std::uint8_t>(size);
    return;
  }
  const auto octets = long_length_octets(size);
  buffer_[mark - 1] = static_cast<std::uint8_t>(0x80 | octets);
  buffer_.insert(buffer_.begin() + static_cast<std::ptrdiff_t>(mark), octets, 0);
  for (std::size_t i = 0; i < octets; ++i) buffer_[mark + i] = static_cast<std::uint8_t>(size >> (8 * (octets - 1 - i)));
}

Writer& Writer::primitive(std::uint8_t tag, core::ByteView contents) {
  buffer_.push_back(tag);
  length(contents.size());
  return raw(contents);
}

Writer& Writer::raw(core::ByteView encoded) {
  buffer_.insert(buffer_.end(), encoded.begin(), encoded.end());
  return *this;
}

Writer& Writer::boolean(bool value) {
  const std::uint8_t octet = value ? 0xff : 0x00;
  return primitive(tag::boolean, {&octet, 1});
}

Writer& Writer::integer(std::uint64_t value, std::uint8_t tag) {
  std::array<std::uint8_t, 9> octets{};
  for (std::size_t i = 0; i < 8; ++i) octets[8 - i] = static_cast<std::uint8_t>(value >> (8 * i));
  std::size_t start = 0;
  while (start < 8 && octets[start] == 0 && octets[start + 1] < 0x80) ++start;
  return primitive(tag, core::ByteView(octets).subspan(start));
}

Writer& Writer::unsigned_integer(core::ByteView magnitude) {
  while (!magnitude.empty() && magnitude[0] == 0) magnitude = magnitude.subspan(1);
  const bool sign_octet = magnitude.empty() || magnitude[0] >= 0x80;
  buffer_.push_back(tag::integer);
  length(magnitude.size() + (sign_octet ? 1 : 0));
  if (sign_octet) buffer_.push_back(0);
  return raw(magnitude);
}

Writer& Writer::bit_string(core::ByteView value, unsigned unused_bits) {
  buffer_.push_back(tag::bit_string);
  length(value.size() + 1);
  buffer_.push_back(static_cast<std::uint8_t>(unused_bits));
  return raw(value);
}

Writer& Writer::named_bits(std::uint16_t bits_from_msb) {
  const std::array<std::uint8_t, 2> octets{static_cast<std::uint8_t>(bits_from_msb >> 8), static_cast<std::uint8_t>(bits_from_msb)};
  if (bits_from_msb == 0) return bit_string({});
  const auto unused = static_cast<unsigned>(std::countr_zero(bits_from_msb));
  return bit_string(core::ByteView(octets).first(unused >= 8 ? 1 : 2), unused % 8);
}

Writer& Writer::time(core::Instant instant) {
  constexpr auto switch_over = std::chrono::sys_days{std::chrono::year{2050} / 1 / 1};
  if (instant >= switch_over) return generalized_time(instant);
  const auto digits = digits_of(instant);
  return text(tag::utc_time, std::string_view(digits.data(), digits.size()).substr(2));
}

Writer& Writer::generalized_time(core::Instant instant) {
  const auto digits = digits_of(instant);
  return text(tag::generalized_time, std::string_view(digits.data(), digits.size()));
}

} // namespace pki::der
