#include "core/bytes.h"
#include "pki/certificate.h"
#include "pki/signer_errors.h"
#include "signer/signer_fixture.h"

#include <gtest/gtest.h>

#include <functional>
#include <sys/stat.h>

namespace signer_tests {
namespace {

namespace errors = pki::signer::errors;

struct Choice {
  pki::KeyAlgorithm root, issuer;
};

class HierarchyOf : public ::testing::TestWithParam<Choice> {};

std::string verified(const std::vector<std::string>& command) {
  const auto output = outside::run(command);
  return output.exit_code == 0 ? "" : output.out;
}

TEST_P(HierarchyOf, IsAcceptedByOpensslGnutlsAndNss) {
  RecordProperty("requirement", "A06 A08 A14");
  const outside::TemporaryDirectory data;
  SignerProcess signer(data.path());
  const auto issuers = signer.client().create_hierarchy(plan(GetParam().root, GetParam().issuer));
  ASSERT_TRUE(issuers) << issuers.error().code.name << signer.log();
  for (const bool rsa : {false, true}) {
    const auto request = issue_request(rsa);
    const auto issued = signer.client().issue(request);
    ASSERT_TRUE(issued) << issued.error().code.name << (issued.error().params.empty() ? "" : issued.error().params[0].second);
    write_chain(data.path(), *issuers, issued->certificate);
    EXPECT_EQ(verified({"openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-verify_hostname", "a.dev.aozora.example.jp",
                        "-CAfile", data / "root.pem", "-untrusted", data / "ov.pem", data / "leaf.pem"}),
              "");
    outside::write_file(data.path() / "chain.pem", outside::read_file(data / "leaf.pem") + outside::read_file(data / "ov.pem"));
    EXPECT_EQ(verified({"certtool", "--verify", "--verify-profile", "medium", "--verify-hostname", "aozora.example.jp",
                        "--load-ca-certificate", data / "root.pem", "--infile", data / "chain.pem"}),
              "");
    const auto nss = "sql:" + (data.path() / (rsa ? "nss-rsa" : "nss-ec")).string();
    std::filesystem::create_directories(nss.substr(4));
    outside::run_or_throw({"certutil", "-N", "-d", nss, "--empty-password"});
    outside::run_or_throw({"certutil", "-A", "-d", nss, "-n", "root", "-t", "C,,", "-a", "-i", data / "root.pem"});
    outside::run_or_throw({"certutil", "-A", "-d", nss, "-n", "ov", "-t", ",,", "-a", "-i", data / "ov.pem"});
    outside::run_or_throw({"certutil", "-A", "-d", nss, "-n", "leaf", "-t", ",,", "-a", "-i", data / "leaf.pem"});
    EXPECT_EQ(verified({"certutil", "-V", "-d", nss, "-n", "leaf", "-u", "V", "-e"}), "");
    EXPECT_EQ(verified({"vfychain", "-d", nss, "-pp", "-u", "1", "-a", data / "leaf.pem", data / "ov.pem"}), "");
  }
}

INSTANTIATE_TEST_SUITE_P(Keys, HierarchyOf,
                         ::testing::Values(Choice{pki::KeyAlgorithm::p384, pki::KeyAlgorithm::p256},
                                           Choice{pki::KeyAlgorithm::rsa, pki::KeyAlgorithm::rsa}),
                         [](const auto& choice) { return choice.param.root == pki::KeyAlgorithm::rsa ? "Rsa" : "EllipticCurve"; });

TEST(Hierarchy, CarriesTheExtensionsOfItsProfiles) {
  RecordProperty("requirement", "A06 A08 A14");
  const outside::TemporaryDirectory data;
  SignerProcess signer(data.path());
  const auto issuers = signer.client().create_hierarchy(plan()).value();
  write_chain(data.path(), issuers, signer.client().issue(issue_request()).value().certificate);
  const auto text = [&](const std::string& file) {
    return outside::run_or_throw({"openssl", "x509", "-noout", "-text", "-in", data / file});
  };
  const auto leaf = text("leaf.pem");
  for (const auto* expected :
       {"Version: 3", "TLS Web Server Authentication", "DNS:*.dev.aozora.example.jp", "Digital Signature", "CA:FALSE",
        "Policy: 2.23.140.1.2.2", "Policy: 1.3.6.1.4.1.55555.1.2", "CPS: http://pki.aozora.example.jp/cps/ov",
        "OCSP - URI:http://pki.aozora.example.jp/ocsp/ov-ca-1", "CA Issuers - URI:http://pki.aozora.example.jp/pki/ov-ca-1.cer",
        "URI:http://pki.aozora.example.jp/crl/ov-ca-1/0.crl", "ecdsa-with-SHA256"})
    EXPECT_NE(leaf.find(expected), std::string::npos) << expected << "\n" << leaf;
  const auto ov = text("ov.pem");
  for (const auto* expected : {"CA:TRUE, pathlen:0", "Certificate Sign, CRL Sign", "URI:http://pki.aozora.example.jp/crl/root-1/0.crl",
                               "CA Issuers - URI:http://pki.aozora.example.jp/pki/root-1.cer", "ecdsa-with-SHA384"})
    EXPECT_NE(ov.find(expected), std::string::npos) << expected << "\n" << ov;
  EXPECT_NE(text("root.pem").find("CN = Aozora Root CA 1"), std::string::npos);
}

TEST(Hierarchy, IsMadeOnceAndOutlivesARestart) {
  RecordProperty("requirement", "A08 G02");
  const outside::TemporaryDirectory data;
  std::vector<core::Bytes> before;
  {
    SignerProcess signer(data.path());
    EXPECT_FALSE(signer.client().status().value().initialized);
    EXPECT_EQ(signer.client().issuers().error().code, errors::hierarchy_missing);
    EXPECT_EQ(signer.client().issue(issue_request()).error().code, errors::hierarchy_missing);
    ASSERT_TRUE(signer.client().create_hierarchy(plan()));
    EXPECT_EQ(signer.client().create_hierarchy(plan()).error().code, errors::hierarchy_exists);
    for (const auto& issuer : signer.client().issuers().value().issuers) before.push_back(issuer.der);
    EXPECT_EQ(before.size(), 2U);
  }
  SignerProcess signer(data.path());
  const auto status = signer.client().status().value();
  EXPECT_TRUE(status.initialized);
  EXPECT_EQ(status.rules, "cabf");
  EXPECT_EQ(status.policy_sha256.size(), 64U);
  EXPECT_EQ(status.issued, 3U) << "root, issuing CA, OCSP responder";
  std::vector<core::Bytes> after;
  for (const auto& issuer : signer.client().issuers().value().issuers) after.push_back(issuer.der);
  EXPECT_EQ(before, after);
  EXPECT_TRUE(signer.client().issue(issue_request()));
}

TEST(Hierarchy, RefusesPlansThatMakeNoSoundCas) {
  RecordProperty("requirement", "A08 G01");
  const outside::TemporaryDirectory data;
  SignerProcess signer(data.path());
  const std::vector<std::function<void(pki::signer::CreateHierarchy&)>> mistakes{
      [](auto& p) { p.base_url = "https://pki.aozora.example.jp"; },
      [](auto& p) { p.base_url = "http://pki.aozora.example.jp/"; },
      [](auto& p) { p.root_slug = "../root"; },
      [](auto& p) { p.issuers[0].slug = "root-1"; },
      [](auto& p) { p.issuers[0].purpose = "dv"; },
      [](auto& p) { p.issuers[0].policy_oids = {"2.23.140.1.2.1"}; },
      [](auto& p) { p.issuers[0].policy_oids.clear(); },
      [](auto& p) { p.issuers.clear(); },
      [](auto& p) { p.country = "Japan"; },
      [](auto& p) { p.ca_name = std::string(65, 'a'); },
      [](auto& p) { p.rules = "none"; },
      [](auto& p) { p.root_validity_days = 100; },
      [](auto& p) { p.issuers[0].validity_days = 8000; },
      [](auto& p) { p.root_algorithm = pki::KeyAlgorithm::p256; },
      [](auto& p) { p.root_algorithm = pki::KeyAlgorithm::rsa, p.root_rsa_bits = 2048; },
      [](auto& p) { p.issuers[0].algorithm = pki::KeyAlgorithm::rsa, p.issuers[0].rsa_bits = 1024; },
      [](auto& p) { p.now -= std::chrono::days(3); },
      [](auto& p) { p.key_store = "cloud:here"; },
  };
  for (std::size_t i = 0; i < mistakes.size(); ++i) {
    auto mistaken = plan();
    mistakes[i](mistaken);
    EXPECT_FALSE(signer.client().create_hierarchy(mistaken)) << i;
    EXPECT_FALSE(signer.client().status().value().initialized) << i;
  }
  EXPECT_TRUE(signer.client().create_hierarchy(plan())) << "mistakes leave nothing in the way";
}

TEST(Hierarchy, KeepsItsKeysSealed) {
  RecordProperty("requirement", "A08");
  const outside::TemporaryDirectory data;
  {
    SignerProcess signer(data.path());
    ASSERT_TRUE(signer.client().create_hierarchy(plan()));
    struct stat socket{};
    ASSERT_EQ(::stat(signer.socket().c_str(), &socket), 0);
    EXPECT_EQ(socket.st_mode & 0777, 0600U);
  }
  for (const auto& file : std::filesystem::recursive_directory_iterator(data.path() / "signer")) {
    if (!file.is_regular_file()) continue;
    EXPECT_EQ(file.status().permissions() & std::filesystem::perms::others_all, std::filesystem::perms::none) << file.path();
    EXPECT_EQ(outside::read_file(file.path()).find("PRIVATE KEY"), std::string::npos);
  }
  SignerProcess wrong(data.path(), {.fault = {}, .test_clock = {}, .environment = {"SHOMEI_SIGNER_PASSPHRASE=wrong"}});
  EXPECT_FALSE(wrong.process().running());
  EXPECT_NE(wrong.log().find("pass phrase"), std::string::npos) << wrong.log();
}

/// Connects as another user; "refused" where the socket cannot be opened or is closed at once, else "open".
std::string connection_as(const std::string& user, const std::filesystem::path& socket) {
  constexpr const char* program = "import socket, sys\n"
                                  "s = socket.socket(socket.AF_UNIX)\n"
                                  "s.settimeout(0.5)\n"
                                  "try:\n"
                                  "    s.connect(sys.argv[1])\n"
                                  "    print('refused' if s.recv(1) == b'' else '?', end='')\n"
                                  "except socket.timeout: print('open', end='')\n"
                                  "except OSError: print('refused', end='')\n";
  return outside::run_or_throw({"setpriv", "--reuid=" + user, "--clear-groups", "--", "/usr/bin/python3", "-c", program, socket.string()});
}

TEST(Hierarchy, LetsOnlyNamedUsersConnect) {
  RecordProperty("requirement", "A08");
  const outside::TemporaryDirectory data;
  const auto socket = data.path() / "open.sock"; // outside of DIR/signer, which only the signer's user can enter
  const std::vector<std::string> command{SHOMEI_BINARY_DIR "/shomei-signer", "--data", data.path().string(), "--socket", socket.string()};
  const auto bound = [&] { return std::filesystem::exists(socket); };
  {
    const outside::ChildProcess closed(command, data / "log");
    ASSERT_TRUE(outside::wait_until(bound)) << outside::read_file(data / "log");
    EXPECT_EQ(connection_as("nobody", socket), "refused");
  }
  outside::write_file(data.path() / "signer/signer.toml", "allowed_uids = [65534]\n"); // nobody
  const outside::ChildProcess opened(command, data / "log");
  ASSERT_TRUE(outside::wait_until(bound)) << outside::read_file(data / "log");
  EXPECT_EQ(connection_as("nobody", socket), "open");
  EXPECT_EQ(connection_as("daemon", socket), "refused");
}

TEST(Hierarchy, KeepsTheRootsKeySealedUntilItSigns) {
  RecordProperty("requirement", "A08");
  const outside::TemporaryDirectory data;
  {
    ASSERT_TRUE(SignerProcess(data.path()).client().create_hierarchy(plan()));
  }
  std::filesystem::path key;
  for (const auto& file : std::filesystem::directory_iterator(data.path() / "signer/keys"))
    if (file.path().filename().string().starts_with("root-1-")) key = file.path();
  ASSERT_FALSE(key.empty());
  std::filesystem::rename(key, data / "in-the-safe");
  SignerProcess signer(data.path());
  EXPECT_TRUE(signer.client().issue(issue_request())) << "issuing does without it";
  const pki::signer::SignCrl crl{
      .issuer = "root-1", .number = 1, .this_update = now(), .next_update = now() + std::chrono::days{30}, .entries = {}, .shard_url = {}};
  EXPECT_FALSE(signer.client().sign_crl(crl));
  EXPECT_TRUE(signer.log().contains("key_missing")) << signer.log();
  std::filesystem::rename(data / "in-the-safe", key);
  auto later = crl;
  later.number = 2;
  EXPECT_TRUE(signer.client().sign_crl(later));
}

} // namespace
} // namespace signer_tests
