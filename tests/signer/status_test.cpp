#include "core/time.h"
#include "pki/certificate.h"
#include "pki/crl.h"
#include "pki/ocsp.h"
#include "pki/signer_errors.h"
#include "signer/signer_fixture.h"

#include <gtest/gtest.h>

namespace signer_tests {
namespace {

namespace errors = pki::signer::errors;

pki::signer::SignCrl crl_of(const std::string& issuer, std::uint64_t number) {
  pki::signer::SignCrl out;
  out.issuer = issuer;
  out.number = number;
  out.this_update = now();
  out.next_update = now() + std::chrono::days(4);
  out.shard_url = "http://pki.aozora.example.jp/crl/" + issuer + "/0.crl";
  return out;
}

pki::signer::SignOcsp ocsp_of(const core::Bytes& serial, pki::CertificateStatus status) {
  pki::signer::SignOcsp out;
  out.issuer = "ov-ca-1";
  out.produced_at = now();
  pki::SingleStatus single;
  single.serial = serial;
  single.status = status;
  single.revoked_at = now() - std::chrono::hours(1);
  single.reason = pki::RevocationReason::superseded;
  single.this_update = now();
  single.next_update = now() + std::chrono::days(4) - std::chrono::seconds(1);
  out.statuses = {single};
  return out;
}

TEST(Crl, IsAcceptedByOpenssl) {
  RecordProperty("requirement", "A06 A08");
  const outside::TemporaryDirectory data;
  SignerProcess signer(data.path());
  const auto issuers = signer.client().create_hierarchy(plan()).value();
  const auto good = issue_request(), bad = issue_request();
  const auto good_leaf = signer.client().issue(good).value().certificate;
  const auto bad_leaf = signer.client().issue(bad).value().certificate;
  auto request = crl_of("ov-ca-1", 1);
  request.entries = {{bad.serial, now() - std::chrono::hours(1), pki::RevocationReason::key_compromise}};
  const auto leaf_crl = signer.client().sign_crl(request);
  ASSERT_TRUE(leaf_crl) << leaf_crl.error().params[0].second;
  auto full = crl_of("root-1", 1);
  full.shard_url.reset(); // the root's own certificate names no distribution point
  const auto root_crl = signer.client().sign_crl(full);
  ASSERT_TRUE(root_crl) << root_crl.error().params[0].second;
  std::string pem;
  for (const auto& der : {leaf_crl->crl, root_crl->crl}) {
    outside::write_file(data.path() / "one.crl", std::string(core::as_text(der)));
    pem += outside::run_or_throw({"openssl", "crl", "-inform", "DER", "-in", data / "one.crl"});
  }
  outside::write_file(data.path() / "crls.pem", pem);
  const auto verify = [&](const core::Bytes& leaf) {
    write_chain(data.path(), issuers, leaf);
    return outside::run({"openssl", "verify", "-x509_strict", "-crl_check_all", "-extended_crl", "-CAfile", data / "root.pem", "-untrusted",
                         data / "ov.pem", "-CRLfile", data / "crls.pem", data / "leaf.pem"});
  };
  const auto accepted = verify(good_leaf), revoked = verify(bad_leaf);
  EXPECT_EQ(accepted.exit_code, 0) << accepted.out;
  EXPECT_NE(revoked.out.find("certificate revoked"), std::string::npos) << revoked.out;
}

TEST(Crl, MustRiseAndPassItsLints) {
  RecordProperty("requirement", "A14 G02");
  const outside::TemporaryDirectory data;
  SignerProcess signer(data.path());
  ASSERT_TRUE(signer.client().create_hierarchy(plan()));
  ASSERT_TRUE(signer.client().sign_crl(crl_of("ov-ca-1", 5)));
  EXPECT_EQ(signer.client().sign_crl(crl_of("ov-ca-1", 5)).error().code, errors::crl_number_used);
  auto late = crl_of("ov-ca-1", 6);
  late.next_update = late.this_update + std::chrono::days(11);
  EXPECT_EQ(signer.client().sign_crl(late).error().code, errors::lint_failed);
  auto elsewhere = crl_of("ov-ca-1", 6);
  elsewhere.shard_url = "http://elsewhere.example.jp/0.crl";
  EXPECT_EQ(signer.client().sign_crl(elsewhere).error().code, errors::profile_refused);
  auto held = crl_of("ov-ca-1", 6);
  held.entries = {{fresh_serial(), now() - std::chrono::hours(1), pki::RevocationReason::certificate_hold}};
  EXPECT_EQ(signer.client().sign_crl(held).error().code, errors::lint_failed);
  EXPECT_TRUE(signer.client().sign_crl(crl_of("ov-ca-1", 6))) << "a refused number is not used up";
}

TEST(Ocsp, IsAcceptedByOpenssl) {
  RecordProperty("requirement", "A06 A08");
  const outside::TemporaryDirectory data;
  SignerProcess signer(data.path());
  const auto issuers = signer.client().create_hierarchy(plan()).value();
  const auto request = issue_request();
  write_chain(data.path(), issuers, signer.client().issue(request).value().certificate);
  for (const auto& [status, word] :
       {std::pair{pki::CertificateStatus::good, "leaf.pem: good"}, {pki::CertificateStatus::revoked, "leaf.pem: revoked"}}) {
    const auto reply = signer.client().sign_ocsp(ocsp_of(request.serial, status));
    ASSERT_TRUE(reply) << reply.error().params[0].second;
    outside::write_file(data.path() / "response.der", std::string(core::as_text(reply->responses.at(0))));
    const auto output = outside::run({"openssl", "ocsp", "-respin", data / "response.der", "-issuer", data / "ov.pem", "-cert",
                                      data / "leaf.pem", "-CAfile", data / "root.pem", "-verify_other", data / "ov.pem", "-no_nonce"});
    EXPECT_NE(output.out.find("Response verify OK"), std::string::npos) << output.out;
    EXPECT_NE(output.out.find(word), std::string::npos) << output.out;
  }
}

TEST(Ocsp, RefusesWhatItsLintsFind) {
  RecordProperty("requirement", "A14");
  const outside::TemporaryDirectory data;
  SignerProcess signer(data.path());
  ASSERT_TRUE(signer.client().create_hierarchy(plan()));
  auto stale = ocsp_of(fresh_serial(), pki::CertificateStatus::good);
  stale.statuses[0].next_update = stale.statuses[0].this_update + std::chrono::hours(1);
  EXPECT_EQ(signer.client().sign_ocsp(stale).error().code, errors::lint_failed);
  auto root = ocsp_of(fresh_serial(), pki::CertificateStatus::good);
  root.issuer = "root-1";
  EXPECT_EQ(signer.client().sign_ocsp(root).error().code, errors::issuer_unknown);
}

TEST(Ocsp, RenewsItsResponderInTime) {
  RecordProperty("requirement", "A08");
  const outside::TemporaryDirectory data;
  const auto start = core::parse_rfc3339("2026-11-24T00:00:00Z").value();
  SignerProcess signer(data.path(), {.fault = {}, .test_clock = "2026-11-24T00:00:00Z", .environment = {}});
  auto made = plan();
  made.now = start;
  const auto issuers = signer.client().create_hierarchy(made).value();
  const auto issuer = pki::Certificate::parse(issuers.issuers[1].der).value();
  const auto responder_at = [&](core::Instant at) {
    EXPECT_TRUE(signer.client().set_clock(at));
    auto request = ocsp_of(fresh_serial(), pki::CertificateStatus::good);
    request.produced_at = at;
    request.statuses[0].this_update = at;
    request.statuses[0].next_update = at + std::chrono::days(4);
    const auto reply = signer.client().sign_ocsp(request);
    EXPECT_TRUE(reply);
    const auto response = pki::OcspResponse::parse(reply->responses.at(0)).value();
    EXPECT_TRUE(response.verify_signature(issuer));
    const auto certificate = pki::Certificate::parse(response.certificates.at(0)).value();
    EXPECT_GE(certificate.not_after(), at + std::chrono::days(4));
    EXPECT_LE(certificate.not_before(), at);
    return certificate.serial_hex();
  };
  const auto first = responder_at(start + std::chrono::days(1));
  EXPECT_EQ(responder_at(start + std::chrono::days(50)), first);
  const auto second = responder_at(start + std::chrono::days(70));
  EXPECT_NE(second, first);
  EXPECT_NE(responder_at(start + std::chrono::days(400)), second);
}

} // namespace
} // namespace signer_tests
