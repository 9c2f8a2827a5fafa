#include "outbound/guard.h"

#include <gtest/gtest.h>

using namespace outbound;

TEST(Guard, KnowsPublicAddresses) {
  RecordProperty("requirement", "C06 G01");
  for (const auto* address : {"8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2400:cb00::1"})
    EXPECT_TRUE(is_public_address(address)) << address;
  for (const auto* address : {"127.0.0.1",
                              "10.1.2.3",
                              "172.16.0.1",
                              "172.31.255.255",
                              "192.168.0.1",
                              "169.254.169.254",
                              "100.64.0.1",
                              "0.0.0.0",
                              "224.0.0.1",
                              "255.255.255.255",
                              "198.18.0.1",
                              "192.0.2.1",
                              "::1",
                              "::",
                              "fe80::1",
                              "fc00::1",
                              "fd12::1",
                              "ff02::1",
                              "::ffff:127.0.0.1",
                              "::ffff:8.8.8.8",
                              "64:ff9b::a00:1",
                              "2002:7f00:1::",
                              "2001::1",
                              "2001:db8::1",
                              "3fff::1",
                              "junk",
                              "",
                              "1.2.3"})
    EXPECT_FALSE(is_public_address(address)) << address;
}

TEST(Guard, KnowsAddressLiterals) {
  for (const auto* host : {"127.0.0.1", "[::1]", "::1", "2130706433", "0x7f.1", "0x7f000001", "127.1", "1.2.3.4."})
    EXPECT_TRUE(is_address_literal(host)) << host;
  for (const auto* host : {"www.aozora.test", "1.aozora.test", "0x7f.test", "a1"}) EXPECT_FALSE(is_address_literal(host)) << host;
}

TEST(Guard, ParsesOnlyWhatMayBeFetched) {
  RecordProperty("requirement", "C06 G01");
  EXPECT_EQ(Guard::parse("http://WWW.aozora.test./a?b#c")->url, "http://www.aozora.test/a?b");
  EXPECT_EQ(Guard::parse("https://www.aozora.test/")->port, 443);
  EXPECT_EQ(Guard::parse("http://www.aozora.test:443/")->port, 443);
  for (const auto* url : {"ftp://www.aozora.test/", "file:///etc/passwd", "gopher://a.test/", "http://www.aozora.test:8080/",
                          "http://127.0.0.1/", "http://[::1]/", "http://0x7f.1/", "http://2130706433/", "http://user:pw@www.aozora.test/",
                          "http://localhost/", "http://", "www.aozora.test", "http://a b.test/", "http://www.aozora.test/\r\nX: y",
                          "http://www.aozora.test:80:90/", "http://%31%32%37.0.0.1/", "//www.aozora.test/"})
    EXPECT_FALSE(Guard::parse(url)) << url;
}
