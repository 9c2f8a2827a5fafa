#include "outbound/zip.h"

#include <gtest/gtest.h>

using namespace outbound;

TEST(Zip, RefusesNamesThatLeaveTheFolder) {
  for (const auto* name : {"", "/etc/passwd", "../x", "a/../../x", "a\\b", "a b"}) {
    const std::vector<ZipEntry> entries{{name, {}}};
    EXPECT_FALSE(write_zip(entries, core::from_unix(0))) << name;
  }
}

TEST(Zip, SameInputSameBytes) {
  const std::vector<ZipEntry> entries{{"certificate.pem", core::to_bytes("a")}, {"chain.pem", core::to_bytes("b")}};
  EXPECT_EQ(*write_zip(entries, core::from_unix(1795575600)), *write_zip(entries, core::from_unix(1795575600)));
}
