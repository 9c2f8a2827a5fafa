#include "core/bytes.h"
#include "pki/certificate.h"
#include "pki/signer_errors.h"
#include "signer/signer_fixture.h"

#include <gtest/gtest.h>

#include <functional>

namespace signer_tests {
namespace {

namespace errors = pki::signer::errors;
using pki::AttributeType;
using pki::signer::Issue;

struct Case {
  std::string what;
  core::ErrorCode code;
  std::function<void(Issue&)> change;
};

std::function<void(Issue&)> with(AttributeType type, std::string value) {
  return [type, value](Issue& r) { r.subject.push_back({type, value}); };
}
std::function<void(Issue&)> without(AttributeType type) {
  return [type](Issue& r) { std::erase_if(r.subject, [type](const auto& attribute) { return attribute.type == type; }); };
}
std::function<void(Issue&)> instead(AttributeType type, std::string value) {
  return [type, value](Issue& r) { without(type)(r), with(type, value)(r); };
}

std::vector<Case> cases() {
  using enum AttributeType;
  return {
      {"EV from the OV issuer", errors::profile_unknown, [](Issue& r) { r.issuer = "ov-ca-1"; }},
      {"OV from the EV issuer", errors::profile_unknown, [](Issue& r) { r.profile = "tls.ov"; }},
      {"EV from the root", errors::profile_unknown, [](Issue& r) { r.issuer = "root-1"; }},
      {"no jurisdiction", errors::profile_refused, without(jurisdiction_country)},
      {"no category", errors::profile_refused, without(business_category)},
      {"no number", errors::profile_refused, without(serial_number)},
      {"no organization", errors::profile_refused, without(organization)},
      {"organizational unit", errors::profile_refused, with(organizational_unit, "Sales")},
      {"organization identifier", errors::profile_refused, with(organization_identifier, "NTRJP-1180301018771")},
      {"mail address", errors::profile_refused, with(email_address, "info@aozora.example.jp")},
      {"wildcard", errors::profile_refused, [](Issue& r) { r.dns_names.push_back("*.aozora.example.jp"); }},
      {"address", errors::lint_failed, [](Issue& r) { r.dns_names.push_back("192.0.2.1"); }},
      {"a category of one's own", errors::lint_failed, instead(business_category, "Company")},
      {"a level below the agency's", errors::lint_failed, with(jurisdiction_state, "東京都")},
      {"a town below the agency's", errors::lint_failed, with(jurisdiction_locality, "千代田区")},
      {"a country without a listed agency", errors::lint_failed, instead(jurisdiction_country, "XA")},
      {"a number of another form", errors::lint_failed, instead(serial_number, "1803-01-018771")},
      {"a date though the register gives numbers", errors::lint_failed, instead(serial_number, "2001-01-05")},
  };
}

TEST(ExtendedValidation, IsRefusedWhereAnythingIsMissingOrTooMuch) {
  RecordProperty("requirement", "A05 A06 A14 G01");
  const outside::TemporaryDirectory data;
  SignerProcess signer(data.path());
  ASSERT_TRUE(signer.client().create_hierarchy(plan_with_ev()));
  const auto issued = signer.client().status().value().issued;
  for (const auto& [what, code, change] : cases()) {
    auto request = ev_request();
    change(request);
    const auto answer = signer.client().issue(request);
    ASSERT_FALSE(answer) << what;
    EXPECT_EQ(answer.error().code.name, code.name) << what << (answer.error().params.empty() ? "" : ": " + answer.error().params[0].second);
  }
  auto long_name = ev_request();
  std::string name;
  for (int i = 0; i < 65; ++i) name += "青";
  instead(AttributeType::organization, name)(long_name);
  EXPECT_FALSE(signer.client().issue(long_name)) << "a name that does not fit is not shortened";
  EXPECT_EQ(signer.client().status().value().issued, issued) << "nothing refused is on the record";
}

TEST(ExtendedValidation, IsReadByOpensslAndGnutls) {
  RecordProperty("requirement", "A06 A08 A14");
  const outside::TemporaryDirectory data;
  SignerProcess signer(data.path());
  const auto issuers = signer.client().create_hierarchy(plan_with_ev());
  ASSERT_TRUE(issuers) << issuers.error().code.name << signer.log();
  EXPECT_EQ(issuers->issuers.size(), 3U);
  const auto issued = signer.client().issue(ev_request());
  ASSERT_TRUE(issued) << issued.error().code.name << (issued.error().params.empty() ? "" : issued.error().params[0].second);
  write_chain(data.path(), *issuers, issued->certificate);
  EXPECT_EQ(outside::run({"openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", data / "root.pem", "-untrusted",
                          data / "ev.pem", data / "leaf.pem"})
                .exit_code,
            0);
  const auto subject = outside::run_or_throw(
      {"openssl", "x509", "-noout", "-subject", "-nameopt", "sep_comma_plus_space,utf8,sname", "-in", data / "leaf.pem"});
  EXPECT_TRUE(subject.contains("jurisdictionC=JP, businessCategory=Private Organization, serialNumber=1180301018771, C=JP, ST=東京都, "
                               "L=千代田区, postalCode=100-0001, street=千代田1-1, O=株式会社青空商事, CN=www.aozora.example.jp"))
      << subject;
  const auto text = outside::run_or_throw({"openssl", "x509", "-noout", "-text", "-in", data / "leaf.pem"});
  EXPECT_LT(text.find("Policy: 2.23.140.1.1\n"), text.find("Policy: 1.3.6.1.4.1.55555.1.1")) << text;
  EXPECT_TRUE(text.contains("CPS: http://pki.aozora.example.jp/cps/ev")) << text;
  EXPECT_TRUE(text.contains("URI:http://pki.aozora.example.jp/crl/ev-ca-1/0.crl")) << text;
  const auto gnutls = outside::run_or_throw({"certtool", "--certificate-info", "--infile", data / "leaf.pem"});
  EXPECT_TRUE(gnutls.contains("2.23.140.1.1")) << gnutls;
}

TEST(ExtendedValidation, FollowsTheOperatorsListOfAgencies) {
  RecordProperty("requirement", "A14");
  const outside::TemporaryDirectory data;
  outside::write_file(data.path() / "registration_agencies.tsv",
                      "#version\t2026-12-01\n"
                      "id\tcountry\tstate\tlocality\tname_ja\tname_en\tnumber\tsource\tauthority\twebsite\tfrom\tuntil\tnote\n"
                      "ch\tCH\t\t\tA\tA\tCHE[0-9]{9}\tgleif_lei\tRA000548\thttps://www.zefix.ch/\t2020-01-01\t\t\n");
  SignerProcess signer(data.path());
  ASSERT_TRUE(signer.client().create_hierarchy(plan_with_ev()));
  EXPECT_EQ(signer.client().issue(ev_request()).error().code, errors::lint_failed) << "Japan is not on the list";
  auto swiss = ev_request();
  instead(AttributeType::jurisdiction_country, "CH")(swiss);
  instead(AttributeType::serial_number, "CHE123456789")(swiss);
  EXPECT_TRUE(signer.client().issue(swiss));
}

TEST(ExtendedValidation, NeedsItsPolicyFirst) {
  RecordProperty("requirement", "A08 A14");
  const outside::TemporaryDirectory data;
  SignerProcess signer(data.path());
  auto wrong = plan_with_ev();
  wrong.issuers[1].policy_oids = {"2.23.140.1.2.2"};
  EXPECT_FALSE(signer.client().create_hierarchy(wrong));
  wrong.issuers[1].policy_oids = {"1.3.6.1.4.1.55555.1.1", "2.23.140.1.1"};
  EXPECT_FALSE(signer.client().create_hierarchy(wrong));
  EXPECT_TRUE(signer.client().create_hierarchy(plan_with_ev()));
}

} // namespace
} // namespace signer_tests
