#include "pki/der.h"

#include "pki/errors.h"

namespace pki::der {
namespace {

core::Failure malformed(const char* what) { return core::fail(errors::der_malformed, {}, what); }

struct Header {
  std::size_t header_size = 0, contents_size = 0;
};

// X.690 8.1.3 with the restrictions of 10.1: definite form, fewest octets.
core::Result<Header> read_header(core::ByteView in) {
  if (in.size() < 2) return malformed("an element is cut off");
  if ((in[0] & 0x1f) == 0x1f) return malformed("a high tag number");
  const std::uint8_t first = in[1];
  if (first < 0x80) return Header{2, first};
  const std::size_t octets = first & 0x7fU;
  if (octets == 0) return malformed("an indefinite length");
  if (octets > 4) return malformed("a length of more than four octets");
  if (in.size() < 2 + octets) return malformed("a length is cut off");
  std::size_t size = 0;
  for (std::size_t i = 0; i < octets; ++i) size = size << 8 | in[2 + i];
  if (in[2] == 0 || size < 0x80) return malformed("a length that is not minimal");
  return Header{2 + octets, size};
}

bool digits(core::ByteView text, std::size_t at, std::size_t count) {
  for (std::size_t i = at; i < at + count; ++i)
    if (text[i] < '0' || text[i] > '9') return false;
  return true;
}

unsigned two(core::ByteView text, std::size_t at) { return static_cast<unsigned>((text[at] - '0') * 10 + (text[at + 1] - '0')); }

// MMDDHHMMSSZ behind a year.
core::Result<core::Instant> instant_of(int year, core::ByteView rest) {
  using namespace std::chrono;
  const auto date = std::chrono::year{year} / static_cast<int>(two(rest, 0)) / static_cast<int>(two(rest, 2));
  const auto h = two(rest, 4), m = two(rest, 6), s = two(rest, 8);
  if (!date.ok() || h > 23 || m > 59 || s > 59) return malformed("a time that does not exist");
  return core::Instant{sys_days{date}} + hours{h} + minutes{m} + seconds{s};
}

} // namespace

core::Result<core::Instant> parse_time(std::uint8_t tag, core::ByteView contents) {
  const std::size_t year_digits = tag == tag::utc_time ? 2 : 4;
  if (contents.size() != year_digits + 11 || contents.back() != 'Z' || !digits(contents, 0, contents.size() - 1))
    return malformed("a time that is not in UTC with seconds");
  const unsigned low = two(contents, year_digits - 2);
  const unsigned century = year_digits == 4 ? two(contents, 0) : (low >= 50 ? 19 : 20);
  return instant_of(static_cast<int>(century * 100 + low), contents.subspan(year_digits));
}

core::Result<Element> Reader::any() {
  const auto header = TRY(read_header(rest_));
  if (header.contents_size > rest_.size() - header.header_size) return malformed("an element is cut off");
  const Element element{rest_[0], rest_.subspan(header.header_size, header.contents_size),
                        rest_.first(header.header_size + header.contents_size)};
  rest_ = rest_.subspan(element.whole.size());
  return element;
}

core::Result<Element> Reader::expect(std::uint8_t tag) {
  if (!next_is(tag)) return malformed("another element than expected");
  return any();
}

core::Result<std::optional<Element>> Reader::optional(std::uint8_t tag) {
  if (!next_is(tag)) return std::optional<Element>{};
  return std::optional<Element>{TRY(any())};
}

core::Result<Reader> Reader::enter(std::uint8_t tag) {
  if (depth_ == 0) return malformed("nesting is too deep");
  return Reader(TRY(expect(tag)).contents, depth_ - 1);
}

core::Result<bool> Reader::boolean() {
  const auto element = TRY(expect(tag::boolean));
  if (element.contents.size() != 1 || (element.contents[0] != 0 && element.contents[0] != 0xff))
    return malformed("a BOOLEAN other than 00 or FF");
  return element.contents[0] != 0;
}

core::Result<core::ByteView> Reader::integer() {
  const auto c = TRY(expect(tag::integer)).contents;
  if (c.empty()) return malformed("an empty INTEGER");
  if (c.size() > 1 && ((c[0] == 0 && c[1] < 0x80) || (c[0] == 0xff && c[1] >= 0x80))) return malformed("an INTEGER that is not minimal");
  return c;
}

core::Result<core::ByteView> Reader::unsigned_integer() {
  const auto contents = TRY(integer());
  if (contents[0] >= 0x80) return malformed("a negative INTEGER");
  return contents[0] == 0 ? contents.subspan(1) : contents;
}

core::Result<std::uint64_t> Reader::small_integer(std::uint8_t tag) {
  const auto c = TRY(expect(tag)).contents;
  if (c.empty() || c[0] >= 0x80 || (c.size() > 1 && c[0] == 0 && c[1] < 0x80)) return malformed("a negative or non-minimal INTEGER");
  const auto magnitude = c[0] == 0 ? c.subspan(1) : c;
  if (magnitude.size() > 8) return malformed("an INTEGER over 64 bits");
  std::uint64_t value = 0;
  for (const auto octet : magnitude) value = value << 8 | octet;
  return value;
}

core::Result<Oid> Reader::oid() { return Oid::from_der_contents(TRY(expect(tag::oid)).contents); }

core::Result<core::ByteView> Reader::octet_string() { return TRY(expect(tag::octet_string)).contents; }

core::Result<BitString> Reader::bit_string() {
  const auto c = TRY(expect(tag::bit_string)).contents;
  if (c.empty() || c[0] > 7 || (c.size() == 1 && c[0] != 0)) return malformed("a BIT STRING's unused bits");
  const unsigned unused = c[0];
  if (unused != 0 && (c.back() & ((1U << unused) - 1)) != 0) return malformed("a BIT STRING's unused bits are set"); // X.690 11.2.1
  return BitString{c.subspan(1), unused};
}

core::Result<core::ByteView> Reader::bit_string_octets() {
  const auto bits = TRY(bit_string());
  if (bits.unused_bits != 0) return malformed("a BIT STRING that does not end at an octet");
  return bits.bytes;
}

core::Result<void> Reader::null() {
  if (!TRY(expect(tag::null)).contents.empty()) return malformed("a NULL with contents");
  return {};
}

core::Result<core::Instant> Reader::time() {
  const auto element = TRY(any());
  if (element.tag != tag::utc_time && element.tag != tag::generalized_time) return malformed("no time");
  const auto instant = TRY(parse_time(element.tag, element.contents));
  constexpr auto switch_over = std::chrono::sys_days{std::chrono::year{2050} / 1 / 1};
  if (element.tag == tag::generalized_time && instant < switch_over) return malformed("a GeneralizedTime before 2050");
  return instant;
}

core::Result<core::Instant> Reader::generalized_time() {
  return parse_time(tag::generalized_time, TRY(expect(tag::generalized_time)).contents);
}

core::Result<void> Reader::finish() const {
  if (!rest_.empty()) return core::fail(errors::der_trailing_bytes, {{"count", std::to_string(rest_.size())}});
  return {};
}

core::Result<Reader> read_sequence(core::ByteView der) {
  Reader outer(der);
  auto inner = TRY(outer.sequence());
  TRY(outer.finish());
  return inner;
}

namespace {

core::Result<void> check_elements(Reader reader, unsigned depth) {
  if (depth == 0) return malformed("nesting is too deep");
  while (!reader.at_end()) {
    const auto element = TRY(reader.any());
    if ((element.tag & 0x20) != 0) TRY(check_elements(Reader(element.contents), depth - 1));
  }
  return {};
}

} // namespace

core::Result<void> check_well_formed(core::ByteView der) {
  Reader reader(der);
  const auto element = TRY(reader.any());
  TRY(reader.finish());
  return check_elements(Reader(element.whole), Reader::max_depth);
}

} // namespace pki::der
