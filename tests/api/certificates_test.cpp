#include "support/house.h"
#include "support/story.h"

#include <gtest/gtest.h>

namespace {

using namespace support;

const std::string path = "/api/v1/certificates";
std::string request(const std::vector<std::string>& names, const std::string& csr, const std::string& product = "advantage") {
  boost::json::array list;
  for (const auto& name : names) list.emplace_back(name);
  return boost::json::serialize(boost::json::object{{"csr", csr}, {"names", list}, {"product", product}});
}
std::string request(const std::vector<std::string>& names) { return request(names, make_csr(names)); }
VettedAccount& account() {
  static auto made = vetted_account(House::shared(), 20);
  return made;
}
core::Instant instant(const HttpReply& reply, const std::string& pointer) { return core::parse_rfc3339(reply.at(pointer)).value(); }
HttpReply revoke(HttpClient& desk, const std::string& id, const std::string& reason) {
  return desk.post(path + "/" + id + "/revocations", R"({"reason":")" + reason + R"(","comment":"電話で依頼を受けた"})");
}

TEST(ImmediateIssuance, GivesACertificateForVettedNames) {
  RecordProperty("requirement", "A12 A06");
  auto& house = House::shared();
  const auto name = "api." + account().domain;
  const auto issued = account().client.post(path, request({name, "www." + name}));
  ASSERT_EQ(issued.status, 201) << issued.body;
  EXPECT_EQ(issued.at("/status"), "active");
  EXPECT_EQ(issued.at("/serialNumber").size(), 32U);
  const auto days =
      std::chrono::floor<std::chrono::days>(instant(issued, "/notAfter") - instant(issued, "/notBefore") + std::chrono::seconds{1});
  EXPECT_EQ((instant(issued, "/notAfter") - instant(issued, "/notBefore") + std::chrono::seconds{1}) % std::chrono::days{1},
            std::chrono::seconds{0})
      << "both ends count";
  EXPECT_GE(days.count(), 365);
  EXPECT_LE(days.count(), 397);
  const TemporaryDirectory folder;
  write_file(folder / "leaf.pem", issued.at("/pem"));
  write_file(folder / "chain.pem", issued.at("/chainPem"));
  const auto verified = run({"openssl", "verify", "-x509_strict", "-verify_hostname", "www." + name, "-CAfile", house.root_file(),
                             "-untrusted", folder / "chain.pem", folder / "leaf.pem"});
  EXPECT_EQ(verified.exit_code, 0) << verified.out;
  const auto shown = account().client.get(path + "/" + issued.at("/id"));
  EXPECT_EQ(shown.at("/pem"), issued.at("/pem"));
}

TEST(ImmediateIssuance, RefusesAThirdNameAndNamesTheWayOut) {
  RecordProperty("requirement", "A03");
  const auto& domain = account().domain;
  const std::vector<std::string> names{"a." + domain, "b." + domain, "c." + domain};
  const auto refused = account().client.post(path, request(names));
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refused.code(), "names_too_many");
  EXPECT_TRUE(refused.at("/detail").contains("EV Multi-Domain")) << refused.body;
  EXPECT_EQ(account().client.post(path, request({"*." + domain})).code(), "wildcard_not_in_product");
}

TEST(ImmediateIssuance, RefusesWhatIsNotVetted) {
  RecordProperty("requirement", "C06 A03 G01");
  auto& client = account().client;
  const auto foreign = client.post(path, request({"foreign.example.jp"}));
  EXPECT_EQ(foreign.status, 409) << foreign.body;
  EXPECT_EQ(foreign.code(), "domain_not_validated");
  EXPECT_TRUE(foreign.at("/detail").contains("foreign.example.jp"));
  EXPECT_EQ(client.post(path, request({"x." + account().domain}, make_csr({"x"}), "platinum")).code(), "product_unknown");
  auto nobody = House::shared().visitor();
  EXPECT_EQ(nobody.post(path, request({"x." + account().domain}, "x")).status, 401);
}

TEST(ImmediateIssuance, RefusesAnOrganizationThatIsNotVetted) {
  RecordProperty("requirement", "A02");
  auto& house = House::shared();
  auto filed = file_application(house);
  const auto application = application_row(house, filed);
  const auto account_id = application.account_id.str();
  const auto organization = application.organization_id.value().str();
  add_licences(house, account_id, 1);
  auto client = api_client(house, account_id);
  const auto refused = issue(client, filed.names, organization);
  EXPECT_EQ(refused.status, 409) << refused.body;
  EXPECT_EQ(refused.code(), "organization_not_vetted");
  EXPECT_EQ(issue(client, filed.names).code(), "account_without_organization") << "none is taken by itself either";
  prove_domains(house, filed);
  EXPECT_EQ(issue(client, filed.names, organization).code(), "organization_not_vetted")
      << "a proven domain is not enough: that would be DV";
  EXPECT_EQ(client.get(path).at("/total"), "0");
  EXPECT_EQ(available_licences(house, account_id), 2) << "the order's and ours";
  ASSERT_EQ(finish_vetting(house, filed).status, 200);
  EXPECT_EQ(issue(client, filed.names, organization).status, 201) << "it was the organization, and nothing else";
}

TEST(ImmediateIssuance, RefusesWeakRequestsAndSaysWhatToDo) {
  RecordProperty("requirement", "A10");
  const std::vector<std::string> names{"weak." + account().domain};
  const auto small = account().client.post(path, request(names, make_csr(names, "1024")));
  EXPECT_EQ(small.status, 422);
  EXPECT_TRUE(small.code().starts_with("key_rsa")) << small.body;
  EXPECT_TRUE(small.at("/detail").contains("openssl")) << small.body;
  auto japanese = account().client;
  japanese.language = "ja";
  EXPECT_NE(japanese.post(path, request(names, make_csr(names, "1024"))).at("/detail"), small.at("/detail"));
  EXPECT_EQ(account().client.post(path, request(names, "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n")).status, 422);
  EXPECT_EQ(account().client.post(path, request(names, std::string(70'000, 'A'))).status, 422);
}

TEST(ImmediateIssuance, RefusesAMegabyteOfJunk) {
  RecordProperty("requirement", "A10 G01");
  const std::string junk(1'000'000, 'A');
  const auto to_inspect = boost::json::serialize(boost::json::object{{"csr", junk}});
  auto visitor = House::shared().visitor();
  for (const auto& refused :
       {account().client.post(path, request({"junk." + account().domain}, junk)), visitor.post("/api/v1/csr-inspections", to_inspect)}) {
    EXPECT_EQ(refused.status, 413) << refused.body;
    EXPECT_EQ(refused.header("content-type"), "application/problem+json");
    EXPECT_EQ(refused.code(), "body_too_large");
    EXPECT_TRUE(refused.at("/detail").contains("larger than this address takes")) << refused.body;
  }
}

TEST(ImmediateIssuance, NeedsALicence) {
  RecordProperty("requirement", "F01");
  auto bare = vetted_account(House::shared(), 1);
  EXPECT_EQ(bare.client.post(path, request({bare.domain})).status, 201);
  const auto refused = bare.client.post(path, request({bare.domain}));
  EXPECT_EQ(refused.status, 409) << refused.body;
  EXPECT_TRUE(refused.code().contains("licence")) << refused.body;
}

TEST(Certificates, OfAnotherTenantDoNotExist) {
  RecordProperty("requirement", "G01");
  auto& house = House::shared();
  auto other = vetted_account(house, 1);
  EXPECT_EQ(other.client.get(path + "/" + account().certificate_id).status, 404);
  EXPECT_EQ(other.client.get(path + "/" + account().certificate_id + "/downloads/pem").status, 404);
  EXPECT_EQ(house.customer("read_only", other.account_id).get(path + "/" + account().certificate_id).status, 404);
  EXPECT_EQ(other.client.get(path).at("/total"), "1");
  EXPECT_EQ(other.client.post(path, request({"stolen." + account().domain})).code(), "domain_not_validated");
  EXPECT_EQ(other.client.post(path + "/" + other.certificate_id + "/revocations", R"({"reason":"superseded"})").status, 404)
      << "the desk's, not on the public site";
}

TEST(Certificates, AreFoundByNameStatusAndExpiry) {
  RecordProperty("requirement", "D02");
  auto& house = House::shared();
  auto mine = vetted_account(house, 3);
  const auto first = mine.client.post(path, request({"alpha." + mine.domain}));
  const auto second = mine.client.post(path, request({"beta." + mine.domain}));
  ASSERT_EQ(second.status, 201) << second.body;
  auto support = house.staff("support");
  ASSERT_EQ(revoke(support, second.at("/id"), "superseded").status, 201);
  EXPECT_EQ(mine.client.get(path).at("/total"), "3");
  EXPECT_EQ(mine.client.get(path + "?q=alpha").at("/items/0/id"), first.at("/id"));
  EXPECT_EQ(mine.client.get(path + "?q=alpha").at("/total"), "1");
  EXPECT_EQ(mine.client.get(path + "?status=active").at("/total"), "2");
  EXPECT_EQ(mine.client.get(path + "?status=revoked").at("/items/0/id"), second.at("/id"));
  EXPECT_EQ(mine.client.get(path + "?sort=commonName").at("/items/0/id"), first.at("/id"));
  EXPECT_EQ(mine.client.get(path + "?expiresBefore=2026-01-01T00:00:00Z").at("/total"), "0");
  const auto page = mine.client.get(path + "?sort=commonName&limit=2");
  EXPECT_EQ(page.json().at("items").as_array().size(), 2U);
  EXPECT_EQ(mine.client.get(path + "?sort=commonName&limit=2&after=" + page.at("/next")).json().at("items").as_array().size(), 1U);
  EXPECT_EQ(mine.client.get(path + "?sort=size").status, 422);
}

TEST(Revocation, ShowsInOcspWithinASecondAndInTheCrl) {
  RecordProperty("requirement", "D08 A09");
  auto& house = House::shared();
  const auto issued = account().client.post(path, request({"gone." + account().domain}));
  ASSERT_EQ(issued.status, 201) << issued.body;
  const auto issuer = house.world().issuers.by_slug("ov-g1")->certificate.to_pem();
  const auto ask = [&] { return ocsp_status(house.url("/ocsp/ov-g1"), issued.at("/pem"), issuer, house.root_file()); };
  EXPECT_EQ(ask(), "good");
  auto finance = house.staff("finance");
  EXPECT_EQ(revoke(finance, issued.at("/id"), "superseded").status, 403);
  auto support = house.staff("support");
  EXPECT_EQ(revoke(support, issued.at("/id"), "because").status, 422);
  const auto revoked = revoke(support, issued.at("/id"), "superseded");
  ASSERT_EQ(revoked.status, 201) << revoked.body;
  EXPECT_EQ(revoked.at("/status"), "revoked");
  EXPECT_EQ(revoked.at("/revocationReason"), "superseded");
  std::string status;
  EXPECT_TRUE(wait_until([&] { return (status = ask()) == "revoked"; }, std::chrono::seconds{1})) << status;
  EXPECT_EQ(revoke(support, issued.at("/id"), "superseded").code(), "already_revoked");

  auto serial = issued.at("/serialNumber");
  std::ranges::transform(serial, serial.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  const TemporaryDirectory folder;
  std::string crl;
  const auto listed = [&] {
    write_file(folder / "crl", house.visitor().get("/crl/ov-g1/0.crl").body);
    crl = run({"openssl", "crl", "-inform", "DER", "-in", folder / "crl", "-noout", "-text"}).out;
    return crl.contains(serial);
  };
  ASSERT_TRUE(wait_until(listed)) << crl;
  EXPECT_TRUE(crl.contains("Superseded")) << crl;
  write_file(folder / "issuer.pem", issuer);
  EXPECT_TRUE(run({"openssl", "crl", "-inform", "DER", "-in", folder / "crl", "-noout", "-CAfile", folder / "issuer.pem"})
                  .out.contains("verify OK"));
}

TEST(Revocation, KeyCompromiseBlocksTheKeyForEver) {
  RecordProperty("requirement", "D08 A10");
  auto& house = House::shared();
  const std::vector<std::string> names{"leaked." + account().domain};
  const auto csr = make_csr(names);
  const auto issued = account().client.post(path, request(names, csr));
  ASSERT_EQ(issued.status, 201) << issued.body;
  auto officer = house.staff("officer");
  ASSERT_EQ(revoke(officer, issued.at("/id"), "keyCompromise").status, 201);
  const auto again = account().client.post(path, request(names, csr));
  EXPECT_EQ(again.status, 422) << again.body;
  EXPECT_EQ(again.code(), "key_compromised");
  EXPECT_EQ(account().client.post(path, request(names)).status, 201) << "another key is welcome";
  const auto audit = house.staff("staff_auditor").get("/api/v1/audit-events?object=" + issued.at("/id"));
  EXPECT_TRUE(audit.body.contains("certificate_revoked")) << audit.body;
  EXPECT_TRUE(audit.body.contains("keyCompromise")) << audit.body;
}

} // namespace
