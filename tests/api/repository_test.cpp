#include "support/house.h"
#include "support/story.h"

#include <gtest/gtest.h>

namespace {

using namespace support;

/// With a certificate, whose account is the same for all tests here.
VettedAccount& account() {
  static auto made = vetted_account(House::shared(), 0);
  return made;
}

std::string openssl(std::vector<std::string> command) {
  command.insert(command.begin(), "openssl");
  return run_or_throw(command);
}

TEST(Repository, CaCertificatesComeInEveryFormat) {
  RecordProperty("requirement", "A09 D01");
  auto& house = House::shared();
  auto visitor = house.visitor();
  const TemporaryDirectory folder;
  for (const std::string slug : {"root-r1", "ov-g1"}) {
    const auto der = visitor.get("/pki/" + slug + ".cer");
    const auto pem = visitor.get("/pki/" + slug + ".pem");
    const auto bag = visitor.get("/pki/" + slug + ".p7c");
    ASSERT_EQ(der.status, 200);
    ASSERT_EQ(pem.status, 200);
    ASSERT_EQ(bag.status, 200);
    EXPECT_EQ(der.header("content-type"), "application/pkix-cert");
    EXPECT_EQ(bag.header("content-type"), "application/pkcs7-mime");
    write_file(folder / "cer", der.body);
    write_file(folder / "pem", pem.body);
    write_file(folder / "p7c", bag.body);
    const auto print = [&](const std::string& form, const std::string& name) {
      return openssl({"x509", "-inform", form, "-in", folder / name, "-noout", "-fingerprint", "-sha256"});
    };
    EXPECT_EQ(print("DER", "cer"), print("PEM", "pem"));
    EXPECT_TRUE(openssl({"pkcs7", "-inform", "DER", "-in", folder / "p7c", "-print_certs", "-noout"}).contains("subject"));
    EXPECT_EQ(run({"openssl", "verify", "-x509_strict", "-CAfile", house.root_file(), folder / "pem"}).exit_code, 0);
  }
  EXPECT_EQ(visitor.get("/pki/ov-g1.exe").status, 404);
  EXPECT_EQ(visitor.get("/pki/nobody.cer").status, 404);
}

TEST(Repository, IssuersAreListedWithAddressesThatAnswer) {
  RecordProperty("requirement", "A09");
  auto& house = House::shared();
  auto visitor = house.visitor();
  const auto list = visitor.get("/api/v1/issuers");
  ASSERT_EQ(list.status, 200) << list.body;
  const auto json = list.json();
  ASSERT_EQ(json.at("items").as_array().size(), 3U);
  const auto base = house.url("");
  for (const auto& issuer : json.at("items").as_array())
    for (const auto* field : {"certificateUrl", "pemUrl", "chainUrl"}) {
      const std::string url(issuer.at(field).as_string());
      ASSERT_TRUE(url.starts_with(base)) << url;
      EXPECT_EQ(visitor.get(url.substr(base.size())).status, 200) << url;
    }
}

/// What `openssl x509` prints of a certificate in PEM.
std::string x509(const std::string& pem, const std::vector<std::string>& what) {
  std::vector<std::string> command{"openssl", "x509", "-noout"};
  command.insert(command.end(), what.begin(), what.end());
  return run_or_throw(command, pem);
}

TEST(Repository, IssuersAreListedAsOpensslReadsTheirCertificates) {
  RecordProperty("requirement", "A09");
  auto& house = House::shared();
  auto visitor = house.visitor();
  const auto fetch = [&](const std::string& url) { return visitor.get(url.substr(house.url("").size())).body; };
  std::map<std::string, boost::json::object> issuers;
  const auto list = visitor.get("/api/v1/issuers").json();
  for (const auto& issuer : list.at("items").as_array()) issuers[std::string(issuer.at("slug").as_string())] = issuer.as_object();
  std::map<std::string, std::string> certificates;
  for (const auto& [slug, shown] : issuers) {
    const auto text = [&](const char* field) { return std::string(shown.at(field).as_string()); };
    certificates[slug] = fetch(text("pemUrl"));
    const auto fingerprint = x509(certificates[slug], {"-fingerprint", "-sha256"});
    auto hex = fingerprint.substr(fingerprint.find('=') + 1);
    std::erase_if(hex, [](char c) { return c == ':' || c == '\n'; });
    std::ranges::transform(hex, hex.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    EXPECT_EQ(text("sha256"), hex) << slug;
    EXPECT_EQ("subject=" + text("subject") + "\n", x509(certificates[slug], {"-subject", "-nameopt", "RFC2253,-esc_msb"})) << slug;
    const auto ends = x509(certificates[slug], {"-enddate", "-dateopt", "iso_8601"});
    EXPECT_EQ("notAfter=" + text("notAfter").replace(10, 1, " ") + "\n", ends) << slug;
  }
  // An issuer's CRL and OCSP addresses stand in what it has issued.
  const auto leaf = account().client.get("/api/v1/certificates/" + account().certificate_id).at("/pem");
  const TemporaryDirectory folder;
  for (const auto& [slug, issued] : {std::pair{std::string("root-r1"), certificates.at("ov-g1")}, std::pair{std::string("ov-g1"), leaf}}) {
    const std::string crl_url(issuers.at(slug).at("crlUrl").as_string());
    const auto points = x509(issued, {"-ext", "crlDistributionPoints"});
    EXPECT_TRUE(points.contains("URI:" + crl_url + "\n")) << points;
    write_file(folder / "crl", fetch(crl_url));
    write_file(folder / "issuer", certificates.at(slug));
    const auto checked = run({"openssl", "crl", "-inform", "DER", "-in", folder / "crl", "-noout", "-CAfile", folder / "issuer"});
    EXPECT_TRUE(checked.out.contains("verify OK")) << slug << checked.out;
    const auto access = x509(issued, {"-ext", "authorityInfoAccess"});
    EXPECT_TRUE(access.contains("CA Issuers - URI:" + std::string(issuers.at(slug).at("certificateUrl").as_string()) + "\n")) << access;
  }
  EXPECT_EQ(x509(leaf, {"-ocsp_uri"}), std::string(issuers.at("ov-g1").at("ocspUrl").as_string()) + "\n");
  EXPECT_TRUE(issuers.at("root-r1").at("ocspUrl").is_null()) << "a root answers by CRL only";
}

TEST(Repository, CrlsAreReadByOpensslAndCanBeKept) {
  RecordProperty("requirement", "A09");
  auto& house = House::shared();
  auto visitor = house.visitor();
  const TemporaryDirectory folder;
  for (const auto& [slug, parent] : {std::pair{"ov-g1", "ov-g1"}, std::pair{"root-r1", "root-r1"}}) {
    const auto path = "/crl/" + std::string(slug) + "/0.crl";
    const auto crl = visitor.get(path);
    ASSERT_EQ(crl.status, 200) << path;
    EXPECT_EQ(crl.header("content-type"), "application/pkix-crl");
    write_file(folder / "crl", crl.body);
    write_file(folder / "issuer", house.world().issuers.by_slug(parent)->certificate.to_pem());
    const auto checked = run(
        {"openssl", "crl", "-inform", "DER", "-in", folder / "crl", "-noout", "-CAfile", folder / "issuer", "-nextupdate", "-crlnumber"});
    EXPECT_TRUE(checked.out.contains("verify OK")) << checked.out;
    EXPECT_TRUE(checked.out.contains("nextUpdate=")) << checked.out;
    EXPECT_NE(crl.header("etag"), "");
    EXPECT_NE(crl.header("last-modified"), "");
  }
  EXPECT_EQ(visitor.get("/crl/ov-g1/7.crl").status, 404);
  EXPECT_EQ(visitor.get("/crl/ov-g1/x.crl").status, 404);
  EXPECT_EQ(visitor.get("/crl/nobody/0.crl").status, 404);
}

TEST(Repository, LeafPointsAtWhatIsServed) {
  RecordProperty("requirement", "A09 A06");
  auto& house = House::shared();
  const TemporaryDirectory folder;
  write_file(folder / "leaf", account().client.get("/api/v1/certificates/" + account().certificate_id).at("/pem"));
  const auto text = openssl({"x509", "-in", folder / "leaf", "-noout", "-text"});
  for (const std::string path : {"/pki/ov-g1.cer", "/ocsp/ov-g1", "/crl/ov-g1/0.crl", "/cps/ov"})
    EXPECT_TRUE(text.contains("URI:" + house.url(path)) || text.contains("CPS: " + house.url(path))) << path << text;
  EXPECT_TRUE(text.contains("2.23.140.1.2.2")) << text;
}

TEST(Repository, PracticeStatementComesInTheReadersLanguage) {
  RecordProperty("requirement", "A09");
  auto visitor = House::shared().visitor();
  visitor.language = "ja";
  const auto japanese = visitor.get("/cps/ov");
  ASSERT_EQ(japanese.status, 200);
  EXPECT_EQ(japanese.header("content-language"), "ja");
  EXPECT_TRUE(japanese.body.contains("認証")) << japanese.body.substr(0, 300);
  visitor.language = "en";
  const auto english = visitor.get("/cps/ov");
  EXPECT_EQ(english.header("content-language"), "en");
  EXPECT_TRUE(english.body.contains("lang=\"en\"")) << english.body.substr(0, 300);
  EXPECT_NE(english.body, japanese.body);
  EXPECT_EQ(visitor.get("/cps/ov?lang=ja").body, japanese.body);
  EXPECT_EQ(visitor.get("/cps/nothing").status, 404);
  EXPECT_EQ(visitor.get("/cps/style.css").status, 200);
}

TEST(Operations, TellHealthAndMeasurements) {
  RecordProperty("requirement", "G03");
  auto visitor = House::shared().visitor();
  EXPECT_EQ(visitor.get("/healthz").status, 200);
  EXPECT_EQ(visitor.get("/readyz").status, 200);
  EXPECT_TRUE(visitor.get("/metrics").body.contains("# TYPE"));
}

} // namespace
