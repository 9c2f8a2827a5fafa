#include "pki/certificate.h"
#include "signer/signer_fixture.h"
#include "support/softhsm.h"

#include <gtest/gtest.h>

#include <thread>

namespace signer_tests {
namespace {

using support::SoftHsmToken;

class SoftHsm : public ::testing::TestWithParam<pki::KeyAlgorithm> {};

TEST_P(SoftHsm, HoldsTheKeysAndSignsWithThem) {
  RecordProperty("requirement", "A06 A08 A14");
  const outside::TemporaryDirectory data;
  const SoftHsmToken token(data.path());
  auto made = plan(pki::KeyAlgorithm::p384, GetParam());
  made.key_store = token.location();
  {
    SignerProcess signer(data.path(), {.fault = {}, .test_clock = {}, .environment = token.environment()});
    const auto issuers = signer.client().create_hierarchy(made);
    ASSERT_TRUE(issuers) << issuers.error().code.name << signer.log();
    const auto leaf = signer.client().issue(issue_request());
    ASSERT_TRUE(leaf) << leaf.error().code.name;
    write_chain(data.path(), *issuers, leaf->certificate);
    const auto output =
        outside::run({"openssl", "verify", "-x509_strict", "-CAfile", data / "root.pem", "-untrusted", data / "ov.pem", data / "leaf.pem"});
    EXPECT_EQ(output.exit_code, 0) << output.out;
  }
  const auto objects = token.objects();
  EXPECT_NE(objects.find("ov-ca-1"), std::string::npos) << objects;
  EXPECT_NE(objects.find("never extractable"), std::string::npos) << objects;
  EXPECT_FALSE(std::filesystem::exists(data.path() / "signer" / "keys")) << "no key lies in a file";
  SignerProcess again(data.path(), {.fault = {}, .test_clock = {}, .environment = token.environment()});
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int k = 0; k < 20; ++k) EXPECT_TRUE(again.client().issue(issue_request(true)));
    });
  for (auto& thread : threads) thread.join();
}

INSTANTIATE_TEST_SUITE_P(Keys, SoftHsm, ::testing::Values(pki::KeyAlgorithm::p256, pki::KeyAlgorithm::rsa),
                         [](const auto& key) { return key.param == pki::KeyAlgorithm::rsa ? "Rsa" : "EllipticCurve"; });

TEST(SoftHsmToken, RefusesAWrongPin) {
  RecordProperty("requirement", "A08 G01");
  const outside::TemporaryDirectory data;
  const SoftHsmToken token(data.path());
  auto made = plan();
  made.key_store = token.location();
  SignerProcess signer(data.path(), {.fault = {}, .test_clock = {}, .environment = token.environment("9999")});
  EXPECT_FALSE(signer.client().create_hierarchy(made));
  made.key_store.replace(made.key_store.find("shomei"), 6, "other");
  EXPECT_FALSE(signer.client().create_hierarchy(made));
  EXPECT_FALSE(signer.client().status().value().initialized);
}

} // namespace
} // namespace signer_tests
