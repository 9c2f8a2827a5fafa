#include "outside/process.h"

#include <gtest/gtest.h>

namespace {

/// Runs `shomei demo --exit` in a language; the program itself checks each step with openssl, nginx and Chromium.
outside::CommandOutput tell(const char* language) {
  const outside::TemporaryDirectory folder;
  const auto address = [] { return "127.0.0.1:" + std::to_string(outside::free_port()); };
  return outside::run({std::string(SHOMEI_BINARY_DIR) + "/shomei", "--lang", language, "demo", "--exit", "--data", folder / "demo",
                       "--certificates", "40", "--listen", address(), "--desk-listen", address()});
}

TEST(FirstStory, RunsFromAnEmptyDirectoryToARevokedCertificateInJapanese) {
  RecordProperty("requirement", "A06 A08 C01 C02 C03 C04 C05 C06 C07 C08 C09 C11 D01 D08");
  const auto output = tell("ja");
  EXPECT_EQ(output.exit_code, 0) << output.out;
  EXPECT_TRUE(output.out.contains("OCSP: revoked")) << output.out;
}

TEST(FirstStory, RunsInEnglish) {
  RecordProperty("requirement", "C03 C11 D08");
  const auto output = tell("en");
  EXPECT_EQ(output.exit_code, 0) << output.out;
  EXPECT_FALSE(output.out.contains("✗")) << output.out;
}

} // namespace
