#include "lint/lint.h"
#include "lint/test_certificates.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <set>

namespace lint {
namespace {

namespace tag = pki::der::tag;
namespace oid = pki::oid;
using pki::der::Writer;
using testing::encode;
constexpr auto now = date(2026, 11, 24);

template <class Checked>
std::set<std::string_view> names_of(const Checked& findings) {
  std::set<std::string_view> out;
  for (const auto& finding : findings) out.insert(finding.lint);
  return out;
}

struct CrlVector {
  pki::IssuerIdentity issuer{encode([](Writer& out) { out.sequence([] {}); }), core::Bytes(20, 0x42),
                             pki::SignatureAlgorithm::ecdsa_sha256};
  CrlContext context;
  pki::CrlFields fields;
  std::vector<pki::RevokedEntry> entries{{{0x4f, 0x01}, date(2026, 11, 1), pki::RevocationReason::superseded},
                                         {{0x4f, 0x02}, date(2026, 11, 2), pki::RevocationReason::key_compromise}};
  /// Extensions in place of the builder's own.
  std::vector<testing::Extension> extensions;

  CrlVector() {
    context.signing_time = now;
    context.max_next_update = std::chrono::days(10);
    context.signature_algorithm = issuer.signature_algorithm;
    context.shard_url = "http://pki.example.jp/crl/ov/0.crl";
    fields.number = 7;
    fields.this_update = now;
    fields.next_update = now + std::chrono::days(4);
    fields.shard_url = "http://pki.example.jp/crl/ov/0.crl";
  }
  core::Bytes own_tbs() const {
    return encode([&](Writer& out) {
      out.sequence([&] {
        out.integer(1).raw(pki::algorithm_identifier(issuer.signature_algorithm)).raw(issuer.subject_der);
        out.time(fields.this_update).time(fields.next_update);
        out.nested(tag::context_constructed(0), [&] {
          out.sequence([&] {
            for (const auto& extension : extensions)
              out.sequence([&] {
                out.oid(extension.oid);
                if (extension.critical) out.boolean(true);
                out.octet_string(extension.value);
              });
          });
        });
      });
    });
  }
  Findings check() {
    const core::Bytes subject{0x30, 0x00};
    const core::Bytes identifier(20, 0x42);
    context.issuer_subject_der = subject;
    context.issuer_key_identifier = identifier;
    fields.entries = entries;
    return check_crl(extensions.empty() ? pki::build_tbs_crl(issuer, fields) : own_tbs(), context);
  }
};

testing::Extension identifier() {
  const core::Bytes value(20, 0x42);
  return {oid::authority_key_identifier, false, encode([&](Writer& out) { out.sequence([&] { out.primitive(tag::context(0), value); }); })};
}
testing::Extension number() { return {oid::crl_number, false, {0x02, 0x01, 0x07}}; }

struct BrokenCrl {
  std::string_view lint;
  std::function<void(CrlVector&)> spoil;
};
const std::vector<BrokenCrl>& broken_crls() {
  using V = CrlVector;
  static const std::vector<BrokenCrl> list{
      {"signature_algorithm", [](V& v) { v.issuer.signature_algorithm = pki::SignatureAlgorithm::rsa_sha256; }},
      {"issuer_matches",
       [](V& v) { v.issuer.subject_der = {0x30, 0x0d, 0x31, 0x0b, 0x30, 0x09, 0x06, 0x03, 0x55, 0x04, 0x06, 0x13, 0x02, 'J', 'P'}; }},
      {"this_update", [](V& v) { v.fields.this_update = now + std::chrono::hours(1); }},
      {"this_update", [](V& v) { v.fields.this_update = now - std::chrono::days(2); }},
      {"next_update", [](V& v) { v.fields.next_update = now + std::chrono::days(11); }},
      {"next_update", [](V& v) { v.fields.next_update = now; }},
      {"authority_key_identifier", [](V& v) { v.issuer.key_identifier[0] ^= 1; }},
      {"number", [](V& v) { v.extensions = {identifier()}; }},
      {"distribution_point", [](V& v) { v.fields.shard_url = "http://pki.example.jp/crl/ov/1.crl"; }},
      {"distribution_point", [](V& v) { v.fields.shard_url.reset(); }},
      {"known_extensions", [](V& v) { v.extensions = {identifier(), number(), {oid::key_usage, false, {0x03, 0x02, 0x07, 0x80}}}; }},
      {"reasons", [](V& v) { v.entries[0].reason = pki::RevocationReason::certificate_hold; }},
      {"ca_reasons", [](V& v) { v.context.lists_cas = true, v.entries[0].reason = pki::RevocationReason::unspecified; }},
      {"entries_unique", [](V& v) { v.entries[1].serial = v.entries[0].serial; }},
      {"revocation_dates", [](V& v) { v.entries[0].revoked_at = now + std::chrono::seconds(1); }},
      {"well_formed", [](V& v) { v.extensions = {identifier(), identifier()}; }},
  };
  return list;
}

TEST(CrlLints, HaveNothingToSayAboutSoundLists) {
  RecordProperty("requirement", "A14");
  CrlVector leaf, ca;
  ca.context.lists_cas = true;
  EXPECT_EQ(describe(leaf.check()), "");
  EXPECT_EQ(describe(ca.check()), "");
}

TEST(CrlLints, FindWhatIsBrokenAndEachHasAVector) {
  RecordProperty("requirement", "A14");
  std::set<std::string_view> failing;
  for (const auto& [lint, spoil] : broken_crls()) {
    CrlVector vector;
    spoil(vector);
    const auto findings = vector.check();
    EXPECT_TRUE(names_of(findings).contains(lint)) << lint << ": " << describe(findings);
    failing.insert(lint);
  }
  for (const auto* lint : crl_lints()) {
    EXPECT_TRUE(failing.contains(lint->name)) << lint->name;
    EXPECT_FALSE(lint->citation.empty()) << lint->name;
  }
}

struct OcspVector {
  OcspContext context;
  core::Bytes hash = core::Bytes(20, 0x21);
  core::Bytes known_hash = core::Bytes(20, 0x21);
  pki::SignatureAlgorithm algorithm = pki::SignatureAlgorithm::ecdsa_sha256;
  core::Instant produced_at = now;
  std::vector<pki::SingleStatus> statuses{1};

  OcspVector() {
    context.signing_time = now;
    context.min_interval = std::chrono::hours(8);
    context.max_interval = std::chrono::days(7);
    context.signature_algorithm = algorithm;
    context.responder_not_after = date(2027, 2, 1);
    auto& status = statuses[0];
    status.serial = {0x4f, 0x01};
    status.status = pki::CertificateStatus::revoked;
    status.revoked_at = date(2026, 11, 1);
    status.reason = pki::RevocationReason::key_compromise;
    status.this_update = now;
    status.next_update = now + std::chrono::days(4);
  }
  Findings check() {
    context.responder_key_hash = known_hash;
    const pki::OcspIssuer issuer{core::Bytes(20, 1), core::Bytes(20, 2), core::Bytes(32, 3), core::Bytes(32, 4)};
    const auto to_be_signed = pki::build_response_data(issuer, {pki::OcspHash::sha1, hash, produced_at, statuses, {}});
    return check_ocsp(pki::build_ocsp_response(to_be_signed, algorithm, core::Bytes(8), {}), context);
  }
};
struct BrokenOcsp {
  std::string_view lint;
  std::function<void(OcspVector&)> spoil;
};
const std::vector<BrokenOcsp>& broken_responses() {
  using V = OcspVector;
  static const std::vector<BrokenOcsp> list{
      {"has_status", [](V& v) { v.statuses.clear(); }},
      {"signature_algorithm", [](V& v) { v.algorithm = pki::SignatureAlgorithm::rsa_sha256; }},
      {"responder", [](V& v) { v.hash[0] ^= 1; }},
      {"produced_at", [](V& v) { v.produced_at = now + std::chrono::hours(1); }},
      {"this_update", [](V& v) { v.statuses[0].this_update = now + std::chrono::seconds(1); }},
      {"interval", [](V& v) { v.statuses[0].next_update = now + std::chrono::hours(7); }},
      {"interval", [](V& v) { v.statuses[0].next_update = now + std::chrono::days(7); }},
      {"within_responder", [](V& v) { v.context.responder_not_after = now + std::chrono::days(3); }},
      {"reasons", [](V& v) { v.statuses[0].reason = pki::RevocationReason::remove_from_crl; }},
      {"revocation_dates", [](V& v) { v.statuses[0].revoked_at = now + std::chrono::seconds(1); }},
  };
  return list;
}

TEST(OcspLints, HaveNothingToSayAboutSoundResponses) {
  RecordProperty("requirement", "A14");
  EXPECT_EQ(describe(OcspVector().check()), "");
}

TEST(OcspLints, FindWhatIsBrokenAndEachHasAVector) {
  RecordProperty("requirement", "A14");
  std::set<std::string_view> failing;
  for (const auto& [lint, spoil] : broken_responses()) {
    OcspVector vector;
    spoil(vector);
    const auto findings = vector.check();
    EXPECT_TRUE(names_of(findings).contains(lint)) << lint << ": " << describe(findings);
    failing.insert(lint);
  }
  for (const auto* lint : ocsp_lints()) {
    EXPECT_TRUE(failing.contains(lint->name)) << lint->name;
    EXPECT_FALSE(lint->citation.empty()) << lint->name;
  }
}

} // namespace
} // namespace lint
