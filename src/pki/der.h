#pragma once

#include "core/bytes.h"
#include "core/clock.h"
#include "core/result.h"
#include "pki/oid.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

/// Distinguished Encoding Rules (X.690), strict in reading and minimal in writing.
namespace pki::der {

/// Identifier octets; only the low-tag-number form exists in the structures read here.
namespace tag {
inline constexpr std::uint8_t boolean = 0x01, integer = 0x02, bit_string = 0x03, octet_string = 0x04, null = 0x05, oid = 0x06,
                              enumerated = 0x0a, utf8_string = 0x0c, printable_string = 0x13, teletex_string = 0x14, ia5_string = 0x16,
                              utc_time = 0x17, generalized_time = 0x18, universal_string = 0x1c, bmp_string = 0x1e, sequence = 0x30,
                              set = 0x31;
/// `[n] IMPLICIT` of a primitive type.
constexpr std::uint8_t context(unsigned number) { return static_cast<std::uint8_t>(0x80 | number); }
/// `[n]` EXPLICIT, or IMPLICIT of a constructed type.
constexpr std::uint8_t context_constructed(unsigned number) { return static_cast<std::uint8_t>(0xa0 | number); }
} // namespace tag

/// One tag-length-value; both views point into the reader's input.
struct Element {
  std::uint8_t tag = 0;
  core::ByteView contents;
  core::ByteView whole;
};

struct BitString {
  core::ByteView bytes;
  unsigned unused_bits = 0;
};

/// Reads elements one after another. Refuses (`der_malformed`) indefinite and non-minimal lengths, high tag
/// numbers, non-minimal integers, BOOLEANs other than 00/FF, set unused bits, and nesting over `max_depth`.
class Reader {
public:
  static constexpr unsigned max_depth = 24;

  explicit Reader(core::ByteView input, unsigned depth = max_depth) : rest_(input), depth_(depth) {}

  bool at_end() const { return rest_.empty(); }
  bool next_is(std::uint8_t tag) const { return !rest_.empty() && rest_[0] == tag; }
  /// The unread input.
  core::ByteView rest() const { return rest_; }

  core::Result<Element> any();
  core::Result<Element> expect(std::uint8_t tag);
  core::Result<std::optional<Element>> optional(std::uint8_t tag);
  /// A reader of the contents of the next element, which must be constructed with this tag.
  core::Result<Reader> enter(std::uint8_t tag);
  core::Result<Reader> sequence() { return enter(tag::sequence); }

  core::Result<bool> boolean();
  /// Two's complement contents octets as they stand.
  core::Result<core::ByteView> integer();
  /// The magnitude without leading zeros (empty for 0); refuses negative numbers.
  core::Result<core::ByteView> unsigned_integer();
  core::Result<std::uint64_t> small_integer(std::uint8_t tag = tag::integer);
  core::Result<Oid> oid();
  core::Result<core::ByteView> octet_string();
  core::Result<BitString> bit_string();
  /// A BIT STRING of whole octets.
  core::Result<core::ByteView> bit_string_octets();
  core::Result<void> null();
  /// UTCTime `YYMMDDHHMMSSZ` to 2049, GeneralizedTime `YYYYMMDDHHMMSSZ` from 2050 (RFC 5280 4.1.2.5).
  core::Result<core::Instant> time();
  /// GeneralizedTime of any year (RFC 6960, invalidityDate).
  core::Result<core::Instant> generalized_time();
  /// `der_trailing_bytes` where anything is left.
  core::Result<void> finish() const;

private:
  core::ByteView rest_;
  unsigned depth_;
};

/// A reader of exactly one SEQUENCE with nothing behind it.
core::Result<Reader> read_sequence(core::ByteView der);
/// Checks that `der` is one element and that every constructed element inside is well-formed.
core::Result<void> check_well_formed(core::ByteView der);

/// Parses a UTCTime or GeneralizedTime contents by its tag; any year that the form can hold.
core::Result<core::Instant> parse_time(std::uint8_t tag, core::ByteView contents);

/// Appends elements to one buffer; lengths are patched when a nested element closes.
class Writer {
public:
  explicit Writer(std::size_t reserve = 1024) { buffer_.reserve(reserve); }

  template <class Body>
  Writer& nested(std::uint8_t tag, Body&& body) {
    const auto mark = open(tag);
    std::forward<Body>(body)();
    close(mark);
    return *this;
  }
  template <class Body>
  Writer& sequence(Body&& body) {
    return nested(tag::sequence, std::forward<Body>(body));
  }

  Writer& primitive(std::uint8_t tag, core::ByteView contents);
  Writer& text(std::uint8_t tag, std::string_view contents) { return primitive(tag, core::as_bytes(contents)); }
  /// Copies an element that is encoded already.
  Writer& raw(core::ByteView encoded);
  Writer& boolean(bool value);
  Writer& integer(std::uint64_t value, std::uint8_t tag = tag::integer);
  /// A non-negative INTEGER of a big-endian magnitude; leading zeros are dropped, a sign octet added.
  Writer& unsigned_integer(core::ByteView magnitude);
  Writer& oid(const Oid& value) { return primitive(tag::oid, value.contents()); }
  Writer& octet_string(core::ByteView value) { return primitive(tag::octet_string, value); }
  Writer& bit_string(core::ByteView value, unsigned unused_bits = 0);
  /// A named-bit list (X.680 22.7): bit 0 is the most significant; trailing zero bits are dropped.
  Writer& named_bits(std::uint16_t bits_from_msb);
  Writer& null() { return primitive(tag::null, {}); }
  /// UTCTime to 2049, GeneralizedTime from 2050.
  Writer& time(core::Instant instant);
  Writer& generalized_time(core::Instant instant);

  /// For bodies that a lambda does not suit; every open() needs its close() in reverse order.
  std::size_t open(std::uint8_t tag);
  void close(std::size_t mark);

  core::ByteView bytes() const { return buffer_; }
  core::Bytes take() { return std::move(buffer_); }

private:
  void length(std::size_t size);
  core::Bytes buffer_;
};

} // namespace pki::der
