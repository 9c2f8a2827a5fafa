#include "outside/process.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <regex>

namespace {

std::string address() { return "127.0.0.1:" + std::to_string(outside::free_port()); }

outside::CommandOutput shomei(std::vector<std::string> words) {
  words.insert(words.begin(), std::string(SHOMEI_BINARY_DIR) + "/shomei");
  return outside::run(words);
}

TEST(SeedOnly, LeavesAnAccountThatAServerServes) {
  RecordProperty("requirement", "G03");
  const outside::TemporaryDirectory folder;
  const auto seeded = shomei({"--lang", "en", "demo", "--seed-only", "--data", folder / "demo", "--certificates", "20"});
  ASSERT_EQ(seeded.exit_code, 0) << seeded.out;
  std::smatch key;
  ASSERT_TRUE(std::regex_search(seeded.out, key, std::regex("API key +(\\S+)"))) << seeded.out;
  EXPECT_TRUE(seeded.out.contains("admin@midori.example.jp")) << seeded.out;
  EXPECT_FALSE(outside::read_file(folder / "demo/shomei.toml").contains("127.0.0.1@")) << "its name server has ended";

  const auto listen = address();
  outside::ChildProcess server(
      {std::string(SHOMEI_BINARY_DIR) + "/shomei", "serve", "--data", folder / "demo", "--listen", listen, "--desk-listen", address()},
      folder / "log");
  outside::CommandOutput list;
  EXPECT_TRUE(outside::wait_until([&] {
    list =
        outside::run({"curl", "-sf", "-H", "Authorization: Bearer " + key[1].str(), "http://" + listen + "/api/v1/certificates?limit=100"});
    return list.exit_code == 0;
  })) << outside::read_file(folder / "log");
  std::size_t found = 0;
  for (auto at = list.out.find("\"serialNumber\""); at != std::string::npos; at = list.out.find("\"serialNumber\"", at + 1)) ++found;
  EXPECT_EQ(found, 20U) << list.out;
}

TEST(Init, PutsCountryAndPolicyIntoTheHierarchy) {
  RecordProperty("requirement", "A08");
  const outside::TemporaryDirectory folder;
  const auto wrong = shomei({"--lang", "en", "init", "--data", folder / "ca", "--country", "Japan"});
  EXPECT_NE(wrong.exit_code, 0);
  EXPECT_TRUE(wrong.out.contains("two capital letters")) << wrong.out;
  EXPECT_FALSE(std::filesystem::exists(folder / "ca")) << "nothing is half done";
  ASSERT_EQ(shomei({"init", "--data", folder / "ca", "--root-key", "p384", "--name", "Alpenrose", "--country", "CH", "--policy-oid",
                    "1.3.6.1.4.1.99999.7", "--base-url", "http://pki.alpenrose.example"})
                .exit_code,
            0);
  outside::run(
      {"sqlite3", folder / "ca/shomei.db", "SELECT writefile('" + (folder / "ov.cer") + "', der) FROM issuers WHERE purpose = 'ov'"});
  const auto shown = outside::run({"openssl", "x509", "-inform", "DER", "-in", folder / "ov.cer", "-noout", "-text"});
  for (const auto* part :
       {"Subject: C = CH, O = Alpenrose", "Policy: 2.23.140.1.2.2", "Policy: 1.3.6.1.4.1.99999.7", "URI:http://pki.alpenrose.example/"})
    EXPECT_TRUE(shown.out.contains(part)) << part << "\n" << shown.out;
}

TEST(Start, EndsWhereTheSignerCannotOpenItsKeys) {
  RecordProperty("requirement", "A08");
  const outside::TemporaryDirectory folder;
  ASSERT_EQ(shomei({"init", "--data", folder / "ca", "--root-key", "p384"}).exit_code, 0);
  outside::write_file(folder / "ca/signer/passphrase", "wrong");
  const auto served = shomei({"--lang", "en", "serve", "--data", folder / "ca", "--listen", address(), "--desk-listen", address()});
  EXPECT_EQ(served.exit_code, 3) << served.out;
  EXPECT_TRUE(served.out.contains("check the pass phrase")) << served.out;
  EXPECT_TRUE(served.out.contains("signer_not_started")) << served.out;
  EXPECT_FALSE(served.out.contains("\"ready\"")) << served.out;
}

} // namespace
