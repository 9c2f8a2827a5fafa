// Certificates, CRLs, OCSP responses and PKCS#7 of pki/, judged by OpenSSL, GnuTLS and NSS.
#include "core/time.h"
#include "outside/process.h"
#include "pki/certificate.h"
#include "pki/crl.h"
#include "pki/der.h"
#include "pki/name.h"
#include "pki/ocsp.h"
#include "pki/pem.h"
#include "pki/pkcs7.h"
#include "pki/tbs.h"

#include <gtest/gtest.h>

namespace {

using namespace pki;
using outside::run_or_throw;
using outside::write_file;

core::Instant at(std::string_view text) { return core::parse_rfc3339(text).value(); }

/// A key pair that openssl made; openssl signs with it, too.
struct OpensslKey {
  OpensslKey(const outside::TemporaryDirectory& folder, const std::string& name, const std::vector<std::string>& options)
      : file(folder / (name + ".key")) {
    std::vector<std::string> command{"openssl", "genpkey", "-out", file};
    command.insert(command.end(), options.begin(), options.end());
    run_or_throw(command);
    spki = core::to_bytes(run_or_throw({"openssl", "pkey", "-in", file, "-pubout", "-outform", "DER"}));
  }
  core::Bytes sign(core::ByteView tbs, SignatureAlgorithm algorithm) const {
    const outside::TemporaryDirectory scratch;
    write_file(scratch / "tbs", std::string(core::as_text(tbs)));
    run_or_throw({"openssl", "dgst", std::string("-") + (digest_name(algorithm) == std::string("SHA384") ? "sha384" : "sha256"), "-sign",
                  file, "-out", scratch / "sig", scratch / "tbs"});
    return core::to_bytes(outside::read_file(scratch / "sig"));
  }
  std::string file;
  core::Bytes spki;
};

core::Bytes name(const std::string& common, std::vector<SubjectAttribute> more = {{AttributeType::organization, "Aozora CA K.K."}}) {
  more.push_back({AttributeType::country, "JP"});
  if (!common.empty()) more.push_back({AttributeType::common_name, common});
  return build_name(more).value();
}

/// Root (P-384) → issuing CA (P-256) → leaf, and a responder; valid now, since openssl's programs judge by the clock.
class PkiObjects : public testing::Test {
protected:
  PkiObjects()
      : root_key_(folder_, "root", {"-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"}),
        ca_key_(folder_, "ca", {"-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"}),
        leaf_key_(folder_, "leaf", {"-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"}),
        responder_key_(folder_, "responder", {"-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"}) {
    root_ = certificate(TbsTemplate::root(name("Aozora Root 1"), SignatureAlgorithm::ecdsa_sha384),
                        {.serial = serial(1),
                         .not_before = now_,
                         .not_after = at("2056-01-01T00:00:00Z"),
                         .subject_der = {},
                         .spki = root_key_.spki,
                         .dns_names = {},
                         .crl_url = {}},
                        root_key_);
    const IssuingCaProfile profile{.path_length = 0,
                                   .extended_key_usage = {oid::server_auth},
                                   .policies = {{oid::cabf_organization_validated, {}}},
                                   .crl_url = "http://pki.example.jp/crl/root-1/0.crl",
                                   .ca_issuers_url = "http://pki.example.jp/pki/root-1.cer",
                                   .ocsp_url = {}};
    const auto ca_name = name("Aozora OV CA 1");
    ca_ = certificate(TbsTemplate::issuing_ca(IssuerIdentity::of(*root_).value(), profile),
                      {.serial = serial(0x80),
                       .not_before = now_,
                       .not_after = now_ + std::chrono::days{3650},
                       .subject_der = ca_name,
                       .spki = ca_key_.spki,
                       .dns_names = {},
                       .crl_url = {}},
                      root_key_);
    leaf_ = leaf(name(
        {}, {{AttributeType::organization, "株式会社青空商事"}, {AttributeType::locality, "千代田区"}, {AttributeType::state, "東京都"}}));
    for (const auto& [file, made] : {std::pair{"root", &root_}, std::pair{"ca", &ca_}, std::pair{"leaf", &leaf_}})
      write_file(folder_ / (file + std::string(".pem")), (*made)->to_pem());
  }

  static core::Bytes serial(std::uint8_t first) {
    core::Bytes octets(16, 0x5a);
    octets[0] = first;
    return octets;
  }

  static std::optional<Certificate> certificate(const TbsTemplate& made_by, const TbsFields& fields, const OpensslKey& key) {
    const auto tbs = made_by.build(fields).value();
    return Certificate::parse(assemble_signed(tbs, made_by.signature_algorithm(), key.sign(tbs, made_by.signature_algorithm()))).value();
  }

  std::optional<Certificate> leaf(const core::Bytes& subject) {
    const TlsProfile profile{
        .policies = {{oid::cabf_organization_validated, {}}, {Oid{1, 3, 6, 1, 4, 1, 99999, 1}, "http://pki.example.jp/cps/ov"}},
        .ocsp_url = "http://pki.example.jp/ocsp/ov-ca-1",
        .ca_issuers_url = "http://pki.example.jp/pki/ov-ca-1.cer",
        .crl_url = "http://pki.example.jp/crl/ov-ca-1/0.crl"};
    return certificate(TbsTemplate::tls(identity(), profile),
                       {.serial = serial(0xff),
                        .not_before = now_,
                        .not_after = now_ + std::chrono::days{90} - std::chrono::seconds{1},
                        .subject_der = subject,
                        .spki = leaf_key_.spki,
                        .dns_names = names_,
                        .crl_url = shard_},
                       ca_key_);
  }

  IssuerIdentity identity() const { return IssuerIdentity::of(*ca_).value(); }

  Crl crl(std::optional<std::string> shard, std::vector<RevokedEntry> entries) {
    const auto tbs = build_tbs_crl(identity(), {.number = 300,
                                                .this_update = now_,
                                                .next_update = now_ + std::chrono::days{4},
                                                .entries = entries,
                                                .shard_url = std::move(shard)});
    auto parsed =
        Crl::parse(assemble_signed(tbs, SignatureAlgorithm::ecdsa_sha256, ca_key_.sign(tbs, SignatureAlgorithm::ecdsa_sha256))).value();
    write_file(folder_ / "list.crl", encode_pem("X509 CRL", parsed.der()));
    return parsed;
  }

  core::Instant now_ = core::SystemClock{}.now() - std::chrono::minutes{5};
  std::vector<std::string> names_{"www.aozora.example.jp", "aozora.example.jp"};
  std::string shard_ = "http://pki.example.jp/crl/ov-ca-1/3.crl";
  outside::TemporaryDirectory folder_;
  OpensslKey root_key_, ca_key_, leaf_key_, responder_key_;
  std::optional<Certificate> root_, ca_, leaf_;
};

TEST_F(PkiObjects, OpensslAcceptsTheChainStrictly) {
  RecordProperty("requirement", "A06 A08");
  const auto verified = outside::run({"openssl", "verify", "-x509_strict", "-policy_check", "-explicit_policy", "-policy", "2.23.140.1.2.2",
                                      "-purpose", "sslserver", "-verify_hostname", "www.aozora.example.jp", "-CAfile", folder_ / "root.pem",
                                      "-untrusted", folder_ / "ca.pem", folder_ / "leaf.pem"});
  EXPECT_EQ(verified.exit_code, 0) << verified.out;
}

TEST_F(PkiObjects, GnutlsAcceptsTheChain) {
  RecordProperty("requirement", "A06 A08");
  write_file(folder_ / "chain.pem", leaf_->to_pem() + ca_->to_pem());
  const auto verified =
      outside::run({"certtool", "--verify", "--verify-hostname", "aozora.example.jp", "--verify-purpose", "1.3.6.1.5.5.7.3.1",
                    "--load-ca-certificate", folder_ / "root.pem", "--infile", folder_ / "chain.pem"});
  EXPECT_EQ(verified.exit_code, 0) << verified.out;
}

TEST_F(PkiObjects, NssAcceptsTheChain) {
  RecordProperty("requirement", "A06 A08");
  const auto database = "sql:" + folder_.path().string();
  run_or_throw({"certutil", "-N", "-d", database, "--empty-password"});
  for (const auto& [nick, trust] : {std::pair{"root", "CT,,"}, std::pair{"ca", ",,"}, std::pair{"leaf", ",,"}})
    run_or_throw({"certutil", "-A", "-d", database, "-n", nick, "-t", trust, "-a", "-i", folder_ / (nick + std::string(".pem"))});
  const auto verified = outside::run({"certutil", "-V", "-d", database, "-n", "leaf", "-u", "V", "-e", "-l"});
  EXPECT_EQ(verified.exit_code, 0) << verified.out;
}

TEST_F(PkiObjects, OpensslReadsWhatWasAskedFor) {
  RecordProperty("requirement", "A06");
  const auto text = run_or_throw({"openssl", "x509", "-in", folder_ / "leaf.pem", "-noout", "-text", "-nameopt", "RFC2253,-esc_msb,utf8"});
  for (const auto* part :
       {"Version: 3", "ff:5a:5a", "O=株式会社青空商事,L=千代田区,ST=東京都,C=JP", "TLS Web Server Authentication",
        "DNS:www.aozora.example.jp, DNS:aozora.example.jp", "OCSP - URI:http://pki.example.jp/ocsp/ov-ca-1",
        "CA Issuers - URI:http://pki.example.jp/pki/ov-ca-1.cer", "URI:http://pki.example.jp/crl/ov-ca-1/3.crl", "Policy: 2.23.140.1.2.2",
        "CPS: http://pki.example.jp/cps/ov", "Digital Signature, Key Encipherment", "CA:FALSE"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  EXPECT_EQ(text.find("Subject Key Identifier"), std::string::npos); // BR 7.1.2.7.6
  const auto identifier = run_or_throw({"openssl", "x509", "-in", folder_ / "leaf.pem", "-noout", "-ext", "authorityKeyIdentifier"});
  const auto expected = run_or_throw({"openssl", "x509", "-in", folder_ / "ca.pem", "-noout", "-ext", "subjectKeyIdentifier"});
  EXPECT_NE(identifier.find(expected.substr(expected.find('\n') + 5, 59)), std::string::npos) << identifier << expected;
}

TEST_F(PkiObjects, RootLivesPast2050) {
  RecordProperty("requirement", "A08");
  EXPECT_EQ(run_or_throw({"openssl", "x509", "-in", folder_ / "root.pem", "-noout", "-enddate"}), "notAfter=Jan  1 00:00:00 2056 GMT\n");
}

TEST_F(PkiObjects, EmptySubjectMakesTheNamesCritical) {
  RecordProperty("requirement", "A06");
  EXPECT_TRUE(leaf(build_name({}).value())->tbs().find(oid::subject_alt_name)->critical);
  EXPECT_FALSE(leaf_->tbs().find(oid::subject_alt_name)->critical);
}

// BR 7.1.2.7.11: an EC key signs only; an RSA key may be used for key exchange, too (A07).
TEST_F(PkiObjects, KeyUsageFollowsTheKindOfKey) {
  RecordProperty("requirement", "A06 A07");
  EXPECT_EQ(leaf_->tbs().key_usage, key_usage::digital_signature | key_usage::key_encipherment);
  const auto subject = name("x");
  const auto tbs = TbsTemplate::tls(identity(), {})
                       .build({.serial = serial(1),
                               .not_before = now_,
                               .not_after = now_,
                               .subject_der = subject,
                               .spki = responder_key_.spki,
                               .dns_names = names_,
                               .crl_url = {}})
                       .value();
  EXPECT_EQ(TbsCertificate::parse(tbs)->key_usage, key_usage::digital_signature);
}

TEST_F(PkiObjects, RefusesToBuildWhatMustNotExist) {
  RecordProperty("requirement", "A06 G01");
  const auto made_by = TbsTemplate::tls(identity(), {});
  const auto subject = name("x");
  const core::Bytes zero(16), long_serial(20, 0xff), right = serial(1);
  const TbsFields good{.serial = right,
                       .not_before = now_,
                       .not_after = now_,
                       .subject_der = subject,
                       .spki = leaf_key_.spki,
                       .dns_names = names_,
                       .crl_url = {}};
  EXPECT_TRUE(made_by.build(good));
  for (const auto& wrong : {&zero, &long_serial}) {
    auto fields = good;
    fields.serial = *wrong;
    EXPECT_FALSE(made_by.build(fields));
  }
  auto fields = good;
  fields.dns_names = {};
  EXPECT_FALSE(made_by.build(fields));
  fields = good;
  fields.not_after = now_ - std::chrono::seconds{1};
  EXPECT_FALSE(made_by.build(fields));
  fields = good;
  fields.spki = right;
  EXPECT_FALSE(made_by.build(fields));
}

TEST_F(PkiObjects, SignatureHoldsOnlyUnderItsIssuer) {
  EXPECT_TRUE(leaf_->verify_signature(*ca_));
  EXPECT_TRUE(ca_->verify_signature(*root_));
  EXPECT_TRUE(root_->verify_signature(*root_));
  EXPECT_FALSE(leaf_->verify_signature(*root_));
  auto changed = core::to_bytes(leaf_->der());
  changed[changed.size() / 2] ^= 1;
  const auto parsed = Certificate::parse(changed);
  EXPECT_FALSE(parsed && parsed->verify_signature(*ca_));
}

TEST_F(PkiObjects, OpensslAndGnutlsReadTheCrl) {
  RecordProperty("requirement", "A09 D08");
  const auto made =
      crl(std::nullopt, {{serial(0xff), now_, RevocationReason::key_compromise}, {serial(1), now_, RevocationReason::unspecified}});
  const auto text = run_or_throw({"openssl", "crl", "-in", folder_ / "list.crl", "-noout", "-text", "-CAfile", folder_ / "ca.pem"});
  for (const auto* part : {"verify OK", "Version 2", "FF5A5A", "Key Compromise", "X509v3 CRL Number", "300"})
    EXPECT_NE(text.find(part), std::string::npos) << part << text;
  const auto gnutls =
      outside::run({"certtool", "--verify-crl", "--load-ca-certificate", folder_ / "ca.pem", "--infile", folder_ / "list.crl"});
  EXPECT_EQ(gnutls.exit_code, 0) << gnutls.out;
  const auto verified = outside::run({"openssl", "verify", "-x509_strict", "-crl_check", "-CRLfile", folder_ / "list.crl", "-partial_chain",
                                      "-trusted", folder_ / "ca.pem", folder_ / "leaf.pem"});
  EXPECT_NE(verified.out.find("certificate revoked"), std::string::npos) << verified.out;
  EXPECT_EQ(made.find(serial(0xff))->reason, RevocationReason::key_compromise);
  EXPECT_TRUE(made.verify_signature(*ca_));
}

// BR 7.2.2.1: a shard's distribution point is byte-equal to the certificates'.
TEST_F(PkiObjects, OpensslMatchesAShardToItsCertificates) {
  RecordProperty("requirement", "D08");
  const auto check = [&] {
    return outside::run({"openssl", "verify", "-x509_strict", "-extended_crl", "-crl_check", "-CRLfile", folder_ / "list.crl",
                         "-partial_chain", "-trusted", folder_ / "ca.pem", folder_ / "leaf.pem"});
  };
  EXPECT_EQ(crl(shard_, {}).shard_url(), shard_);
  EXPECT_EQ(check().exit_code, 0) << check().out;
  crl("http://pki.example.jp/crl/ov-ca-1/4.crl", {});
  EXPECT_NE(check().exit_code, 0);
}

class OcspObjects : public PkiObjects {
protected:
  OcspObjects() : issuer_(OcspIssuer::of(*ca_).value()) {
    const auto subject = name("Aozora OV CA 1 OCSP");
    responder_ = certificate(TbsTemplate::ocsp_responder(identity()),
                             {.serial = serial(7),
                              .not_before = now_,
                              .not_after = now_ + std::chrono::days{30},
                              .subject_der = subject,
                              .spki = responder_key_.spki,
                              .dns_names = {},
                              .crl_url = {}},
                             ca_key_);
  }

  OcspRequest request(const std::vector<std::string>& options) {
    std::vector<std::string> command{"openssl", "ocsp", "-issuer", folder_ / "ca.pem", "-reqout", folder_ / "request"};
    command.insert(command.begin() + 2, options.begin(), options.end());
    command.insert(command.end(), {"-cert", folder_ / "leaf.pem"});
    run_or_throw(command);
    return OcspRequest::parse(core::as_bytes(outside::read_file(folder_ / "request"))).value();
  }

  /// What `openssl ocsp` says of the answer to that request.
  std::string ask(const OcspRequest& asked, CertificateStatus status, RevocationReason reason = RevocationReason::unspecified) {
    const SingleStatus single{.serial = asked.ids.at(0).serial,
                              .status = status,
                              .revoked_at = now_,
                              .reason = reason,
                              .this_update = now_,
                              .next_update = now_ + std::chrono::days{4}};
    const auto key_hash = responder_->public_key()->key_identifier();
    const auto tbs = build_response_data(
        issuer_,
        {.hash = asked.ids[0].hash, .responder_key_hash = key_hash, .produced_at = now_, .statuses = {&single, 1}, .nonce = asked.nonce});
    const auto der = build_ocsp_response(tbs, SignatureAlgorithm::ecdsa_sha256, responder_key_.sign(tbs, SignatureAlgorithm::ecdsa_sha256),
                                         responder_->der());
    EXPECT_TRUE(OcspResponse::parse(der)->verify_signature(*ca_));
    EXPECT_FALSE(OcspResponse::parse(der)->verify_signature(*root_));
    write_file(folder_ / "response", std::string(core::as_text(der)));
    return outside::run({"openssl", "ocsp", "-respin", folder_ / "response", "-reqin", folder_ / "request", "-issuer", folder_ / "ca.pem",
                         "-cert", folder_ / "leaf.pem", "-CAfile", folder_ / "root.pem", "-verify_other", folder_ / "ca.pem", "-no_nonce"})
        .out; // the request has its nonce already
  }

  OcspIssuer issuer_;
  std::optional<Certificate> responder_;
};

TEST_F(OcspObjects, OpensslAcceptsEveryStatus) {
  RecordProperty("requirement", "D08 A06");
  const auto asked = request({});
  EXPECT_TRUE(issuer_.names(asked.ids.at(0)));
  EXPECT_TRUE(core::equal(asked.ids[0].serial, leaf_->serial()));
  EXPECT_FALSE(asked.nonce.empty());
  const auto good = ask(asked, CertificateStatus::good);
  EXPECT_NE(good.find("Response verify OK"), std::string::npos) << good;
  EXPECT_NE(good.find("leaf.pem: good"), std::string::npos) << good;
  EXPECT_EQ(good.find("WARNING"), std::string::npos) << good;
  const auto revoked = ask(asked, CertificateStatus::revoked, RevocationReason::superseded);
  EXPECT_NE(revoked.find("leaf.pem: revoked"), std::string::npos) << revoked;
  EXPECT_NE(revoked.find("superseded"), std::string::npos) << revoked;
  EXPECT_NE(ask(asked, CertificateStatus::unknown).find("leaf.pem: unknown"), std::string::npos);
}

TEST_F(OcspObjects, AnswersSha256IdsAndRequestsWithoutNonce) {
  const auto asked = request({"-sha256", "-no_nonce"});
  EXPECT_EQ(asked.ids.at(0).hash, OcspHash::sha256);
  EXPECT_TRUE(issuer_.names(asked.ids[0]));
  const auto said = ask(asked, CertificateStatus::good);
  EXPECT_NE(said.find("Response verify OK"), std::string::npos) << said;
}

TEST_F(OcspObjects, GnutlsAcceptsTheResponse) {
  (void)ask(request({"-no_nonce"}), CertificateStatus::good);
  const auto said =
      outside::run({"ocsptool", "--verify-response", "--load-trust", folder_ / "ca.pem", "--load-response", folder_ / "response"});
  EXPECT_NE(said.out.find("Success"), std::string::npos) << said.out;
}

TEST_F(OcspObjects, ReadsTheGetForm) {
  RecordProperty("requirement", "G01");
  const auto asked = request({"-no_nonce"});
  const auto der = core::to_bytes(outside::read_file(folder_ / "request"));
  const auto path = core::to_base64(der);
  EXPECT_EQ(OcspRequest::decode_get_path(path).value(), der);
  std::string escaped;
  for (const char c : path) escaped += c == '/' ? "%2F" : c == '+' ? "%2b" : c == '=' ? "%3D" : std::string(1, c);
  EXPECT_EQ(OcspRequest::decode_get_path(escaped).value(), der);
  EXPECT_EQ(OcspRequest::parse(der)->ids[0].serial, asked.ids[0].serial);
  for (const auto* wrong : {"%", "%2", "%zz", "M*", "MEY", "ME Y", "MEY%00"}) EXPECT_FALSE(OcspRequest::decode_get_path(wrong)) << wrong;
}

TEST_F(OcspObjects, OpensslReadsErrorResponses) {
  write_file(folder_ / "response", std::string(core::as_text(ocsp_error_response(OcspResponseStatus::unauthorized))));
  EXPECT_NE(outside::run({"openssl", "ocsp", "-respin", folder_ / "response", "-noverify"}).out.find("unauthorized"), std::string::npos);
}

TEST_F(PkiObjects, OpensslAndGnutlsReadPkcs7) {
  RecordProperty("requirement", "D01");
  const std::vector<core::ByteView> chain{leaf_->der(), ca_->der()};
  const auto der = build_certs_only(chain);
  write_file(folder_ / "chain.p7b", encode_pem("PKCS7", der));
  const auto printed = run_or_throw({"openssl", "pkcs7", "-in", folder_ / "chain.p7b", "-print_certs"});
  for (const auto& certificate : {&*leaf_, &*ca_}) EXPECT_NE(printed.find(certificate->to_pem()), std::string::npos) << printed;
  const auto gnutls = outside::run({"certtool", "--p7-info", "--infile", folder_ / "chain.p7b"});
  EXPECT_EQ(gnutls.exit_code, 0) << gnutls.out;
  EXPECT_EQ(parse_certs_only(der)->size(), 2U);
  const auto made_by_openssl = run_or_throw(
      {"openssl", "crl2pkcs7", "-nocrl", "-certfile", folder_ / "leaf.pem", "-certfile", folder_ / "ca.pem", "-outform", "DER"});
  EXPECT_EQ(parse_certs_only(core::as_bytes(made_by_openssl))->size(), 2U);
}

TEST_F(PkiObjects, FingerprintsEqualOpensslsOnes) {
  RecordProperty("requirement", "A09");
  const auto plain = [](std::string text) {
    text = text.substr(text.find('=') + 1);
    std::erase_if(text, [](char c) { return c == ':' || c == '\n'; });
    for (char& c : text) c = static_cast<char>(std::tolower(c));
    return text;
  };
  EXPECT_EQ(plain(run_or_throw({"openssl", "x509", "-in", folder_ / "leaf.pem", "-noout", "-fingerprint", "-sha256"})),
            leaf_->sha256_hex());
  EXPECT_EQ(plain(run_or_throw({"openssl", "x509", "-in", folder_ / "leaf.pem", "-noout", "-fingerprint", "-sha1"})), leaf_->sha1_hex());
  EXPECT_EQ(plain(run_or_throw({"openssl", "x509", "-in", folder_ / "leaf.pem", "-noout", "-serial"})), leaf_->serial_hex());
}

// PKCS#11 signs with r||s; openssl's ECDSA-Sig-Value goes there and back unchanged.
TEST_F(PkiObjects, ConvertsEcdsaSignatures) {
  for (int i = 0; i < 20; ++i) {
    const auto der = ca_key_.sign(core::as_bytes("message " + std::to_string(i)), SignatureAlgorithm::ecdsa_sha256);
    const auto raw = ecdsa_from_der(der, 32).value();
    EXPECT_EQ(raw.size(), 64U);
    EXPECT_EQ(ecdsa_to_der(raw).value(), der);
  }
  EXPECT_FALSE(ecdsa_to_der(core::Bytes(63)));
}

} // namespace
