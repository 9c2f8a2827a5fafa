#include "outside/process.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace {

/// The one Debian package in a folder.
std::string package_in(const std::filesystem::path& folder) {
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".deb") return entry.path();
  return {};
}

TEST(Package, HoldsBothProgramsWhichWorkWhereItIsUnpacked) {
  RecordProperty("requirement", "G03");
  const outside::TemporaryDirectory folder;
  const auto packed =
      outside::run({"cpack", "--config", std::string(SHOMEI_BINARY_DIR) + "/CPackConfig.cmake", "-G", "DEB", "-B", folder / "made"});
  ASSERT_EQ(packed.exit_code, 0) << packed.out;
  const auto package = package_in(folder / "made");
  ASSERT_FALSE(package.empty()) << packed.out;
  const auto needs = outside::run({"dpkg-deb", "-f", package, "Depends"});
  for (const auto* name : {"libssl3", "libsqlite3-0", "libpq5", "dns-root-data", "publicsuffix"})
    EXPECT_TRUE(needs.out.contains(name)) << needs.out;
  ASSERT_EQ(outside::run({"dpkg-deb", "-x", package, folder / "root"}).exit_code, 0);
  for (const auto* file : {"usr/lib/systemd/system/shomei.service", "usr/lib/systemd/system/shomei-perspective.service",
                           "usr/lib/sysusers.d/shomei.conf", "usr/share/doc/shomei/operations/README.md"})
    EXPECT_TRUE(std::filesystem::exists(std::filesystem::path(folder / "root") / file)) << file;
  if (std::filesystem::exists("/usr/bin/systemd-analyze")) {
    const auto verified = outside::run({"systemd-analyze", "verify", "--root=" + (folder / "root"), "shomei-perspective.service"});
    for (const auto* fault : {"ignoring", "not executable", "Invalid"}) EXPECT_FALSE(verified.out.contains(fault)) << verified.out;
  }
  const auto made = outside::run({folder / "root/usr/bin/shomei", "init", "--data", folder / "ca", "--root-key", "p384"});
  EXPECT_EQ(made.exit_code, 0) << "the signer lies beside it: " << made.out;
  EXPECT_TRUE(std::filesystem::exists(folder / "ca/shomei.toml"));
}

} // namespace
