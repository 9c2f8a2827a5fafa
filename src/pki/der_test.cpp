#include "pki/der.h"

#include "core/time.h"
#include "pki/errors.h"

#include <gtest/gtest.h>

namespace pki::der {
namespace {

core::Bytes hex(std::string_view text) { return core::from_hex(text).value(); }

core::Instant at(std::string_view text) { return core::parse_rfc3339(text).value(); }

// X.690 10.1, 8.1.2.4: one way only to write a length.
TEST(DerReader, RefusesEveryOtherWayToWriteALength) {
  RecordProperty("requirement", "G01");
  for (const auto* text : {"3080020100"
                           "0000",
                           "308103020100",
                           "3082000302"
                           "0100",
                           "30840000000302"
                           "0100",
                           "3003", "30", "", "3005020100", "1f0100", "30850000000003020100", "30ff"})
    EXPECT_FALSE(check_well_formed(hex(text))) << text;
  EXPECT_TRUE(check_well_formed(hex("3003020100")));
}

TEST(DerReader, RefusesIntegersThatAreNotMinimal) {
  RecordProperty("requirement", "G01");
  for (const auto* text : {"0200", "02020001", "0202ff80"}) {
    const auto der = hex(text);
    EXPECT_FALSE(Reader(der).integer()) << text;
    EXPECT_FALSE(Reader(der).small_integer()) << text;
  }
  const auto negative = hex("0201ff"), largest = hex("020900ffffffffffffffff"), larger = hex("0209010000000000000000");
  EXPECT_FALSE(Reader(negative).unsigned_integer());
  EXPECT_EQ(Reader(largest).small_integer().value(), UINT64_MAX);
  EXPECT_FALSE(Reader(larger).small_integer());
}

TEST(DerReader, RefusesOtherBooleansAndBitStrings) {
  RecordProperty("requirement", "G01");
  const auto yes = hex("0101ff"), other = hex("010101");
  EXPECT_TRUE(Reader(yes).boolean().value());
  EXPECT_FALSE(Reader(other).boolean());
  for (const auto* text : {"0300", "030108", "030101", "03020701", "030201ff"}) {
    const auto der = hex(text);
    EXPECT_FALSE(Reader(der).bit_string()) << text;
  }
  const auto seven = hex("03020780");
  EXPECT_EQ(Reader(seven).bit_string()->unused_bits, 7U);
}

TEST(DerReader, StopsAtTheDepthLimit) {
  RecordProperty("requirement", "G01");
  core::Bytes der;
  for (int i = 0; i < 30; ++i) {
    Writer writer;
    writer.sequence([&] { writer.raw(der); });
    der = writer.take();
  }
  EXPECT_EQ(check_well_formed(der).error().code, errors::der_malformed);
}

TEST(DerReader, NamesTrailingBytes) {
  const auto der = hex("300302010000");
  EXPECT_EQ(read_sequence(der).error().code, errors::der_trailing_bytes);
}

// RFC 5280 4.1.2.5: UTCTime through 2049, GeneralizedTime from 2050.
TEST(DerTime, SwitchesFormIn2050) {
  Writer writer;
  writer.time(at("2049-12-31T23:59:59Z")).time(at("2050-01-01T00:00:00Z"));
  EXPECT_EQ(core::to_hex(writer.bytes()), "170d3439313233313233353935395a180f32303530303130313030303030305a");
  Reader reader(writer.bytes());
  EXPECT_EQ(reader.time().value(), at("2049-12-31T23:59:59Z"));
  EXPECT_EQ(reader.time().value(), at("2050-01-01T00:00:00Z"));
}

TEST(DerTime, RefusesOtherForms) {
  RecordProperty("requirement", "G01");
  for (const std::string_view text :
       {"2611240100Z", "261124010000+0900", "261124010000", "261324010000Z", "260230010000Z", "261124240000Z", "261124010060Z"})
    EXPECT_FALSE(parse_time(tag::utc_time, core::as_bytes(text))) << text;
  Writer early;
  early.generalized_time(at("2049-12-31T23:59:59Z"));
  EXPECT_FALSE(Reader(early.bytes()).time());
  EXPECT_EQ(parse_time(tag::utc_time, core::as_bytes("500101000000Z")).value(), at("1950-01-01T00:00:00Z"));
}

TEST(DerWriter, PatchesLongLengths) {
  for (const std::size_t size : {0U, 127U, 128U, 255U, 256U, 65535U, 65536U}) {
    Writer writer;
    writer.sequence([&] { writer.octet_string(core::Bytes(size, 7)); });
    EXPECT_TRUE(check_well_formed(writer.bytes()));
    EXPECT_EQ(read_sequence(writer.bytes())->octet_string()->size(), size);
  }
}

TEST(DerWriter, WritesIntegersAndNamedBits) {
  Writer writer;
  writer.integer(0).integer(127).integer(128).integer(UINT64_MAX).unsigned_integer(hex("000080")).unsigned_integer({});
  writer.named_bits(0x8000).named_bits(0x0600).named_bits(0x0080).named_bits(0);
  EXPECT_EQ(core::to_hex(writer.bytes()), "02010002017f02020080020900ffffffffffffffff0202008002010003020780030201060303070080030100");
}

TEST(OidText, GoesBothWays) {
  for (const auto* text : {"2.23.140.1.2.2", "0.9.2342.19200300.100.1.25", "1.3.6.1.4.1.11129.2.4.2", "2.999"})
    EXPECT_EQ(Oid::parse(text)->to_string(), text);
  EXPECT_EQ(Oid::parse("2.5.4.3").value(), oid::common_name);
  for (const auto* text : {"", "1", "1.", "1.40", "3.1", "1.2.", "1..2", "1.2.x", "1.02", "1.2.4294967296"})
    EXPECT_FALSE(Oid::parse(text)) << text;
  for (const auto* text : {"", "80", "8001", "2a80"}) EXPECT_FALSE(Oid::from_der_contents(hex(text))) << text;
}

} // namespace
} // namespace pki::der
