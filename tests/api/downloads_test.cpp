#include "support/story.h"

#include "storage/certificates.h"
#include "usecases/download_link.h"

#include <gtest/gtest.h>

namespace {

using namespace support;

/// A certificate that the openssl program made and signed below this site's issuer.
struct Stored {
  storage::CertificateId id;
  std::string token;
};

Stored store_certificate(Site& site, const std::string& account) {
  TemporaryDirectory directory;
  write_file(directory / "leaf.csr", make_csr({"www.example.jp"}));
  const auto in = site.world().config.directory.string();
  run_or_throw({"openssl", "x509", "-req", "-in", directory / "leaf.csr", "-CA", in + "/ov.pem", "-CAkey", in + "/ov.key", "-set_serial",
                "0x" + core::to_hex(core::random_bytes(8)), "-days", "90", "-out", directory / "leaf.pem"});
  const auto certificate = pki::Certificate::parse_pem(read_file(directory / "leaf.pem")).value();
  const auto now = site.clock().now();
  storage::CertificateRow row{.id = storage::CertificateId::make(),
                              .account_id = storage::AccountId::stored(account),
                              .issuer_id = storage::IssuerId::stored(site.world().issuers.by_slug("ov")->id),
                              .serial = core::to_bytes(certificate.serial()),
                              .organization_id = std::nullopt,
                              .application_id = std::nullopt,
                              .product = "advantage",
                              .profile = "ov",
                              .common_name = "www.example.jp",
                              .names = {"www.example.jp"},
                              .organization_name = "Aozora",
                              .key_type = "ec",
                              .key_bits = 256,
                              .key_sha256 = core::Bytes(32, 1),
                              .fingerprint_sha256 = core::to_bytes(core::ByteView(certificate.sha256())),
                              .not_before = certificate.not_before(),
                              .not_after = certificate.not_after(),
                              .issued_at = now,
                              .status = "active",
                              .revoked_at = std::nullopt,
                              .revocation_reason = std::nullopt,
                              .status_change = 0,
                              .der = core::to_bytes(certificate.der())};
  const auto link = site.world().database.write([&](storage::Transaction& tx) -> core::Result<usecases::DownloadLink> {
    TRY(storage::insert_certificate(tx, row));
    return usecases::create_download_link(tx, site.world(), row.id, now);
  });
  return {row.id, link->url.substr(link->url.rfind('/') + 1)};
}

TEST(Downloads, EveryFormatIsReadByOpenssl) {
  RecordProperty("requirement", "D01 C11");
  auto& site = Site::shared();
  const auto stored = store_certificate(site, site.new_account());
  auto visitor = site.visitor();
  const auto page = visitor.get(Site::api("/downloads/" + stored.token));
  ASSERT_EQ(page.status, 200) << page.body;
  EXPECT_EQ(page.at("/certificate/commonName"), "www.example.jp");
  ASSERT_EQ(page.json().at("formats").as_array().size(), 6U);
  TemporaryDirectory directory;
  for (const std::string format : {"pem", "chain", "fullchain", "der", "p7b", "acm"}) {
    const auto file = visitor.get(Site::api("/downloads/" + stored.token + "/" + format));
    ASSERT_EQ(file.status, 200) << format;
    EXPECT_NE(file.header("content-disposition"), "");
    write_file(directory / format, file.body);
  }
  const auto root = site.world().config.directory / "root.pem";
  const auto verified = run({"openssl", "verify", "-CAfile", root.string(), "-untrusted", directory / "chain", directory / "pem"});
  EXPECT_EQ(verified.exit_code, 0) << verified.out;
  EXPECT_EQ(run({"openssl", "verify", "-CAfile", root.string(), "-untrusted", directory / "fullchain", directory / "fullchain"}).exit_code,
            0);
  EXPECT_NE(run_or_throw({"openssl", "x509", "-inform", "DER", "-in", directory / "der", "-noout", "-subject"}).find("www.example.jp"),
            std::string::npos);
  const auto bag = run_or_throw({"openssl", "pkcs7", "-in", directory / "p7b", "-print_certs", "-noout"});
  EXPECT_NE(bag.find("www.example.jp"), std::string::npos);
  EXPECT_NE(bag.find("Test OV"), std::string::npos);
}

/// The base64 of each certificate in PEM text, without line ends.
std::vector<std::string> certificates_in(const std::string& pem) {
  const std::string begin = "-----BEGIN CERTIFICATE-----";
  std::vector<std::string> found;
  for (auto at = pem.find(begin); at != std::string::npos; at = pem.find(begin, at + 1)) {
    const auto from = at + begin.size();
    auto body = pem.substr(from, pem.find("-----END", from) - from);
    std::erase_if(body, [](char c) { return c == '\n' || c == '\r'; });
    found.push_back(std::move(body));
  }
  return found;
}

TEST(Downloads, AcmBundleIsUnpackedAndVerifiedByOthers) {
  RecordProperty("requirement", "D01");
  auto& site = Site::shared();
  const auto stored = store_certificate(site, site.new_account());
  const auto bundle = site.visitor().get(Site::api("/downloads/" + stored.token + "/acm"));
  ASSERT_EQ(bundle.status, 200);
  const TemporaryDirectory directory;
  write_file(directory / "acm.zip", bundle.body);
  run_or_throw({"unzip", "-t", directory / "acm.zip"});
  run_or_throw({"unzip", directory / "acm.zip", "-d", directory / "acm"});
  const auto body = directory / "acm/certificate.pem";
  const auto chain = directory / "acm/certificate_chain.pem";
  EXPECT_EQ(certificates_in(read_file(body)).size(), 1U) << "ACM wants the body alone";
  const auto root = (site.world().config.directory / "root.pem").string();
  const auto verified = run({"openssl", "verify", "-CAfile", root, "-untrusted", chain, body});
  EXPECT_EQ(verified.exit_code, 0) << verified.out;
  EXPECT_NE(run({"openssl", "verify", "-CAfile", root, body}).exit_code, 0) << "it is the chain that leads to the root";
}

TEST(Downloads, NothingCarriesTheRoot) {
  RecordProperty("requirement", "D01 A08");
  auto& site = Site::shared();
  const auto stored = store_certificate(site, site.new_account());
  const auto in = site.world().config.directory;
  const auto root = certificates_in(read_file(in / "root.pem"));
  const auto issuer = certificates_in(read_file(in / "ov.pem"));
  ASSERT_EQ(root.size(), 1U);
  const TemporaryDirectory directory;
  auto visitor = site.visitor();
  std::map<std::string, std::vector<std::string>> delivered;
  for (const std::string format : {"pem", "chain", "fullchain", "p7b", "acm"}) {
    const auto file = directory / format;
    write_file(file, visitor.get(Site::api("/downloads/" + stored.token + "/" + format)).body);
    if (format == "p7b")
      delivered[format] = certificates_in(run_or_throw({"openssl", "pkcs7", "-in", file, "-print_certs"}));
    else if (format == "acm")
      delivered[format] = certificates_in(run_or_throw({"unzip", "-p", file}));
    else
      delivered[format] = certificates_in(read_file(file));
    EXPECT_EQ(std::ranges::count(delivered[format], root.front()), 0) << format;
  }
  const auto leaf = delivered.at("pem");
  ASSERT_EQ(leaf.size(), 1U);
  const std::vector<std::string> leaf_first{leaf.front(), issuer.front()};
  EXPECT_EQ(delivered.at("chain"), issuer);
  EXPECT_EQ(delivered.at("fullchain"), leaf_first);
  EXPECT_EQ(delivered.at("acm"), leaf_first);
  EXPECT_TRUE(std::ranges::is_permutation(delivered.at("p7b"), leaf_first)) << "a set, in the order of its DER";
}

TEST(Downloads, AddressesExpireAndAreNotGuessed) {
  RecordProperty("requirement", "D01 G01");
  auto& site = Site::shared();
  const auto stored = store_certificate(site, site.new_account());
  auto visitor = site.visitor();
  EXPECT_EQ(visitor.get(Site::api("/downloads/" + stored.id.str())).status, 404);
  EXPECT_EQ(visitor.get(Site::api("/downloads/" + stored.token + "/exe")).status, 404);
  const auto before = site.clock().now();
  site.advance(std::chrono::hours{24 * 31});
  EXPECT_EQ(visitor.get(Site::api("/downloads/" + stored.token)).status, 404);
  site.clock().set(before);
}

TEST(Downloads, CustomersTakeTheirOwn) {
  RecordProperty("requirement", "D01 G01");
  auto& site = Site::shared();
  const auto account = site.new_account();
  const auto stored = store_certificate(site, account);
  const auto path = Site::api("/certificates/" + stored.id.str() + "/downloads/fullchain");
  EXPECT_EQ(site.customer("read_only", account).get(path).status, 200);
  EXPECT_EQ(site.customer("super_admin", site.new_account()).get(path).status, 404);
  EXPECT_EQ(site.visitor().get(path).status, 401);
}

} // namespace
