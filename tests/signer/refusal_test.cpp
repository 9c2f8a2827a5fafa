#include "core/time.h"
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

core::Bytes key_of(const std::vector<std::string>& options) {
  const outside::TemporaryDirectory folder;
  std::vector<std::string> command{"openssl", "genpkey", "-out", folder / "key.pem"};
  command.insert(command.end(), options.begin(), options.end());
  outside::run_or_throw(command);
  outside::run_or_throw({"openssl", "pkey", "-in", folder / "key.pem", "-pubout", "-outform", "DER", "-out", folder / "key.der"});
  return core::to_bytes(outside::read_file(folder / "key.der"));
}

std::function<void(Issue&)> names(std::vector<std::string> list) {
  return [list](Issue& r) {
    r.dns_names = list;
    std::erase_if(r.subject, [](const auto& attribute) { return attribute.type == AttributeType::common_name; });
  };
}
std::function<void(Issue&)> with(AttributeType type, std::string value) {
  return [type, value](Issue& r) { r.subject.push_back({type, value}); };
}
std::function<void(Issue&)> without(AttributeType type) {
  return [type](Issue& r) { std::erase_if(r.subject, [type](const auto& attribute) { return attribute.type == type; }); };
}
std::function<void(Issue&)> key(core::Bytes spki) {
  return [spki](Issue& r) { r.spki = spki; };
}

std::vector<Case> cases() {
  std::vector<std::string> many;
  for (int i = 0; i < 251; ++i) many.push_back("n" + std::to_string(i) + ".aozora.example.jp");
  return {
      {"unknown profile", errors::profile_unknown, [](Issue& r) { r.profile = "tls.dv"; }},
      {"EV from an OV issuer", errors::profile_unknown, [](Issue& r) { r.profile = "tls.ev"; }},
      {"a CA from the leaf profile", errors::profile_unknown, [](Issue& r) { r.profile = "ca.sub.tls"; }},
      {"leaf from the root", errors::profile_unknown, [](Issue& r) { r.issuer = "root-1"; }},
      {"unknown issuer", errors::issuer_unknown, [](Issue& r) { r.issuer = "ov-ca-9"; }},
      {"short serial", errors::serial_invalid, [](Issue& r) { r.serial.resize(7); }},
      {"zero serial", errors::serial_invalid, [](Issue& r) { r.serial.assign(16, 0); }},
      {"long serial", errors::serial_invalid, [](Issue& r) { r.serial.assign(21, 0x41); }},
      {"serial of 2^159", errors::serial_invalid, [](Issue& r) { r.serial.assign(20, 0x80); }},
      {"empty serial", errors::serial_invalid, [](Issue& r) { r.serial.clear(); }},
      {"organizational unit", errors::profile_refused, with(AttributeType::organizational_unit, "Sales")},
      {"postal code", errors::profile_refused, with(AttributeType::postal_code, "100-0001")},
      {"surname", errors::profile_refused, with(AttributeType::surname, "Yamada")},
      {"EV attribute", errors::profile_refused, with(AttributeType::business_category, "Private Organization")},
      {"no organization", errors::profile_refused, without(AttributeType::organization)},
      {"no country", errors::profile_refused, without(AttributeType::country)},
      {"no place", errors::lint_failed, [](Issue& r) { without(AttributeType::state)(r), without(AttributeType::locality)(r); }},
      {"placeholder", errors::lint_failed, [](Issue& r) { r.subject[1].value = "N/A"; }},
      {"common name that is no SAN", errors::lint_failed, [](Issue& r) { r.subject.back().value = "other.aozora.example.jp"; }},
      {"no names", errors::profile_refused, names({})},
      {"too many names", errors::profile_refused, names(many)},
      {"empty name", errors::profile_refused, names({""})},
      {"overlong name", errors::profile_refused, names({std::string(251, 'a') + ".jp"})},
      {"internal name", errors::lint_failed, names({"intranet"})},
      {"undelegated name", errors::lint_failed, names({"www.aozora.test"})},
      {"underscore", errors::lint_failed, names({"a_b.example.jp"})},
      {"trailing dot", errors::lint_failed, names({"www.example.jp."})},
      {"upper case", errors::lint_failed, names({"WWW.example.jp"})},
      {"address as a name", errors::lint_failed, names({"192.0.2.1"})},
      {"wildcard in the middle", errors::lint_failed, names({"www.*.example.jp"})},
      {"partial wildcard", errors::lint_failed, names({"w*.example.jp"})},
      {"wildcard on a public suffix", errors::lint_failed, names({"*.co.jp"})},
      {"reverse zone", errors::lint_failed, names({"1.2.0.192.in-addr.arpa"})},
      {"repeated name", errors::lint_failed, names({"a.example.jp", "a.example.jp"})},
      {"RSA 1024", errors::profile_refused, key(key_of({"-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"}))},
      {"RSA exponent 3", errors::lint_failed,
       key(key_of({"-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-pkeyopt", "rsa_keygen_pubexp:3"}))},
      {"secp256k1", errors::profile_refused, key(key_of({"-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:secp256k1"}))},
      {"P-192", errors::profile_refused, key(key_of({"-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-192"}))},
      {"Ed25519", errors::profile_refused, key(key_of({"-algorithm", "ED25519"}))},
      {"no key", errors::profile_refused, key({})},
      {"a key that is no DER", errors::profile_refused, key(core::Bytes(64, 0xff))},
      {"backdated", errors::profile_refused, [](Issue& r) { r.not_before -= std::chrono::hours(49); }},
      {"post-dated", errors::profile_refused, [](Issue& r) { r.not_before += std::chrono::hours(49); }},
      {"ends before it begins", errors::profile_refused, [](Issue& r) { r.not_after = r.not_before - std::chrono::seconds(1); }},
      {"too long", errors::profile_refused, [](Issue& r) { r.not_after = r.not_before + std::chrono::days(398); }},
      {"another CA's CRL", errors::profile_refused, [](Issue& r) { r.crl_url = "http://pki.aozora.example.jp/crl/root-1/0.crl"; }},
      {"a strange CRL", errors::profile_refused, [](Issue& r) { r.crl_url = "http://evil.example/0.crl"; }},
      {"a shard that is no number", errors::profile_refused,
       [](Issue& r) { r.crl_url = "http://pki.aozora.example.jp/crl/ov-ca-1/x.crl"; }},
  };
}

TEST(Refusals, OfEverythingTheProfileTableDoesNotAllow) {
  RecordProperty("requirement", "A06 A14 G01");
  const outside::TemporaryDirectory data;
  SignerProcess signer(data.path());
  ASSERT_TRUE(signer.client().create_hierarchy(plan()));
  const auto issued = signer.client().status().value().issued;
  for (const auto& [what, code, change] : cases()) {
    auto request = issue_request();
    change(request);
    const auto answer = signer.client().issue(request);
    ASSERT_FALSE(answer) << what;
    EXPECT_EQ(answer.error().code.name, code.name) << what << (answer.error().params.empty() ? "" : ": " + answer.error().params[0].second);
  }
  EXPECT_EQ(signer.client().status().value().issued, issued) << "nothing refused is on the record";
  EXPECT_TRUE(signer.client().issue(issue_request()));
}

TEST(Refusals, OfASerialForTheSecondTime) {
  RecordProperty("requirement", "G02");
  const outside::TemporaryDirectory data;
  SignerProcess signer(data.path());
  ASSERT_TRUE(signer.client().create_hierarchy(plan()));
  const auto request = issue_request();
  ASSERT_TRUE(signer.client().issue(request));
  EXPECT_EQ(signer.client().issue(request).error().code, errors::serial_used);
  auto padded = request;
  padded.serial.insert(padded.serial.begin(), 0);
  EXPECT_EQ(signer.client().issue(padded).error().code, errors::serial_used) << "a leading zero makes no other number";
}

TEST(Refusals, FollowTheDatedRules) {
  RecordProperty("requirement", "A12 A14");
  const outside::TemporaryDirectory data;
  const auto start = core::parse_rfc3339("2026-11-24T00:00:00Z").value();
  SignerProcess signer(data.path(), {.fault = {}, .test_clock = "2026-11-24T00:00:00Z", .environment = {}});
  auto made = plan();
  made.now = start;
  ASSERT_TRUE(signer.client().create_hierarchy(made));
  const auto issue = [&](core::Instant at, int days, int seconds) {
    EXPECT_TRUE(signer.client().set_clock(at));
    auto request = issue_request();
    request.not_before = at;
    request.not_after = at + std::chrono::days(days) + std::chrono::seconds(seconds);
    return signer.client().issue(request).has_value();
  };
  EXPECT_TRUE(issue(start, 200, -1));
  EXPECT_FALSE(issue(start, 200, 0)) << "both end seconds count";
  const auto change = core::parse_rfc3339("2027-03-15T00:00:00Z").value();
  EXPECT_TRUE(issue(change - std::chrono::seconds(60), 200, -1));
  EXPECT_FALSE(issue(change, 200, -1));
  EXPECT_TRUE(issue(change, 100, -1));
  const auto last = core::parse_rfc3339("2029-03-15T00:00:00Z").value();
  EXPECT_FALSE(issue(last, 100, -1));
  EXPECT_TRUE(issue(last, 47, -1));
}

TEST(Refusals, OfMovingTheClockOfARealSigner) {
  RecordProperty("requirement", "G04");
  const outside::TemporaryDirectory data;
  SignerProcess signer(data.path());
  EXPECT_EQ(signer.client().set_clock(now()).error().code, errors::clock_fixed);
}

TEST(Refusals, AboveTheRate) {
  RecordProperty("requirement", "G01");
  const outside::TemporaryDirectory data;
  std::filesystem::create_directories(data.path() / "signer");
  outside::write_file(data.path() / "signer" / "signer.toml", "certificates_per_hour = 3\n");
  SignerProcess signer(data.path());
  ASSERT_TRUE(signer.client().create_hierarchy(plan()));
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(signer.client().issue(issue_request()));
  EXPECT_EQ(signer.client().issue(issue_request()).error().code, errors::rate_limited);
}

TEST(Refusals, OfUnknownSettings) {
  RecordProperty("requirement", "G01");
  const outside::TemporaryDirectory data;
  std::filesystem::create_directories(data.path() / "signer");
  outside::write_file(data.path() / "signer" / "signer.toml", "certificates_per_day = 3\n");
  SignerProcess signer(data.path());
  EXPECT_FALSE(signer.process().running());
  EXPECT_NE(signer.log().find("certificates_per_day"), std::string::npos);
}

} // namespace
} // namespace signer_tests
