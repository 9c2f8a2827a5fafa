#include "core/ip_range.h"

#include "core/errors.h"

#include <gtest/gtest.h>

namespace core {
namespace {

bool holds(std::string_view range, std::string_view address) { return IpRange::parse(range).value().contains(address); }

TEST(IpRanges, HoldTheirAddressesAndNoOthers) {
  RecordProperty("requirement", "G01");
  EXPECT_TRUE(holds("192.0.2.0/24", "192.0.2.255"));
  EXPECT_FALSE(holds("192.0.2.0/24", "192.0.3.0"));
  EXPECT_TRUE(holds("192.0.2.128/25", "192.0.2.129"));
  EXPECT_FALSE(holds("192.0.2.128/25", "192.0.2.127"));
  EXPECT_TRUE(holds("192.0.2.1", "192.0.2.1"));
  EXPECT_FALSE(holds("192.0.2.1", "192.0.2.2"));
  EXPECT_TRUE(holds("0.0.0.0/0", "203.0.113.9"));
  EXPECT_TRUE(holds("2001:db8::/32", "2001:db8:ffff::1"));
  EXPECT_FALSE(holds("2001:db8::/32", "2001:db9::"));
  EXPECT_TRUE(holds("2001:db8::/33", "2001:db8:7fff::"));
  EXPECT_FALSE(holds("2001:db8::/33", "2001:db8:8000::"));
  EXPECT_TRUE(holds("fe80::/10", "fe80::1%eth0"));
}

TEST(IpRanges, TreatMappedAddressesAsIpv4) {
  RecordProperty("requirement", "G01");
  EXPECT_TRUE(holds("192.0.2.0/24", "::ffff:192.0.2.9"));
  EXPECT_TRUE(holds("::ffff:192.0.2.0/120", "192.0.2.9"));
  EXPECT_FALSE(holds("::/0", "192.0.2.9")) << "all of IPv6 is none of IPv4";
  EXPECT_FALSE(holds("0.0.0.0/0", "2001:db8::1"));
}

TEST(IpRanges, AreWrittenInOneForm) {
  RecordProperty("requirement", "G01");
  for (const auto& [given, written] :
       std::initializer_list<std::pair<std::string_view, std::string_view>>{{"192.0.2.0/24", "192.0.2.0/24"},
                                                                            {"192.0.2.7/32", "192.0.2.7"},
                                                                            {"2001:DB8:0:0::/32", "2001:db8::/32"},
                                                                            {"::ffff:192.0.2.0/120", "192.0.2.0/24"},
                                                                            {"::1", "::1"},
                                                                            {"::/0", "::/0"}})
    EXPECT_EQ(IpRange::parse(given).value().str(), written);
}

TEST(IpRanges, RefuseWhatIsNone) {
  RecordProperty("requirement", "G01");
  using namespace std::string_view_literals;
  for (const auto bad : {""sv, "office"sv, "192.0.2"sv, "192.0.2.256"sv, "192.0.2.0/33"sv, "192.0.2.0/"sv, "192.0.2.0/-1"sv,
                         "192.0.2.0/24/8"sv, "192.0.2.0/24 "sv, " 192.0.2.1"sv, "192.0.2.7/24"sv, "2001:db8::1/32"sv, "2001:db8::/129"sv,
                         "fe80::1%eth0"sv, "192.0.2.1\0"sv, "/24"sv, "010.0.0.1"sv})
    EXPECT_EQ(IpRange::parse(bad).error().code, errors::ip_range_invalid) << bad;
  EXPECT_FALSE(holds("0.0.0.0/0", ""));
  EXPECT_FALSE(holds("0.0.0.0/0", "unix"));
}

} // namespace
} // namespace core
