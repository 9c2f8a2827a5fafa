#include "pki/csr.h"

#include "pki/errors.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace pki {
namespace {

std::string vector_file(const std::string& name) {
  std::ifstream file(std::string(SHOMEI_SOURCE_DIR) + "/tests/vectors/csr/" + name, std::ios::binary);
  EXPECT_TRUE(file) << name;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// The first thing that is wrong with a request, or "accepted".
std::string verdict(const std::string& name, const KeyPolicy& policy = {}) {
  auto csr = Csr::parse(vector_file(name));
  if (!csr) return std::string(csr.error().code.name);
  const auto verified = verify_csr(std::move(*csr), policy);
  return verified ? "accepted" : std::string(verified.error().code.name);
}

struct Case {
  const char* file;
  const char* verdict;
};

class CsrVector : public testing::TestWithParam<Case> {};

TEST_P(CsrVector, HasItsOwnAnswer) {
  RecordProperty("requirement", "A10 G01");
  EXPECT_EQ(verdict(GetParam().file), GetParam().verdict);
}

INSTANTIATE_TEST_SUITE_P(Good, CsrVector,
                         testing::Values(Case{"good_rsa2048.pem", "accepted"}, Case{"good_rsa4096.pem", "accepted"},
                                         Case{"good_p256.pem", "accepted"}, Case{"good_p384.pem", "accepted"},
                                         Case{"good_p521.pem", "accepted"}, Case{"good_pss.pem", "accepted"},
                                         Case{"good_japanese.pem", "accepted"}, Case{"good_p256.der", "accepted"},
                                         Case{"good_p256_base64.txt", "accepted"}, Case{"good_p256_crlf.pem", "accepted"},
                                         Case{"good_gnutls.pem", "accepted"}, Case{"good_keytool.pem", "accepted"}));

INSTANTIATE_TEST_SUITE_P(
    WeakKey, CsrVector,
    testing::Values(Case{"rsa_1024.pem", "key_rsa_too_small"}, Case{"rsa_2052.pem", "key_rsa_size_not_whole_bytes"},
                    Case{"rsa_16384.pem", "key_rsa_too_large"}, Case{"rsa_exponent_3.pem", "key_rsa_exponent_too_small"},
                    Case{"rsa_exponent_1.pem", "key_rsa_exponent_one"}, Case{"rsa_exponent_even.pem", "key_rsa_exponent_even"},
                    Case{"rsa_exponent_72_bits.pem", "key_rsa_exponent_too_large"}, Case{"rsa_modulus_even.pem", "key_rsa_modulus_even"},
                    Case{"rsa_modulus_zero.pem", "key_malformed"}, Case{"rsa_factor_1021.pem", "key_rsa_small_factor"},
                    Case{"rsa_close_primes.pem", "key_rsa_close_primes"}, Case{"rsa_close_primes_later_round.pem", "key_rsa_close_primes"},
                    Case{"rsa_square.pem", "key_rsa_close_primes"}, Case{"rsa_roca.pem", "key_rsa_roca"},
                    Case{"ec_p192.pem", "key_curve_unsupported"}, Case{"ec_p224.pem", "key_curve_unsupported"},
                    Case{"ec_secp256k1.pem", "key_curve_unsupported"}, Case{"ec_brainpool.pem", "key_curve_unsupported"},
                    Case{"ec_explicit.pem", "key_algorithm_encoding"}, Case{"ec_compressed.pem", "key_point_compressed"},
                    Case{"ec_off_curve.pem", "key_point_invalid"}, Case{"ec_coordinates_too_large.pem", "key_point_invalid"},
                    Case{"ed25519.pem", "key_algorithm_unsupported"}, Case{"dsa_2048.pem", "key_algorithm_unsupported"},
                    Case{"rsa_without_null.pem", "key_algorithm_encoding"}));

INSTANTIATE_TEST_SUITE_P(BadSignature, CsrVector,
                         testing::Values(Case{"signature_sha1.pem", "csr_signature_digest_weak"},
                                         Case{"signature_md5.pem", "csr_signature_digest_weak"},
                                         Case{"signature_ecdsa_sha1.pem", "csr_signature_digest_weak"},
                                         Case{"signature_pss_sha1.pem", "csr_signature_digest_weak"},
                                         Case{"signature_sha224.pem", "csr_signature_algorithm_unsupported"},
                                         Case{"signature_wrong_p256.pem", "csr_signature_invalid"},
                                         Case{"signature_wrong_rsa2048.pem", "csr_signature_invalid"},
                                         Case{"subject_changed.pem", "csr_signature_invalid"}));

INSTANTIATE_TEST_SUITE_P(Malformed, CsrVector,
                         testing::Values(Case{"trailing_bytes.pem", "csr_trailing_bytes"},
                                         Case{"trailing_request.pem", "csr_trailing_bytes"}, Case{"truncated.pem", "csr_malformed"},
                                         Case{"indefinite_length.pem", "csr_malformed"}, Case{"long_length.pem", "csr_malformed"},
                                         Case{"deeply_nested.der", "csr_malformed"}, Case{"nested_200.der", "csr_malformed"},
                                         Case{"version_1.pem", "csr_version_unsupported"}, Case{"attribute_twice.pem", "csr_malformed"},
                                         Case{"a_certificate.pem", "csr_is_certificate"}, Case{"a_certificate.der", "csr_is_certificate"},
                                         Case{"a_public_key.pem", "pem_wrong_label"}, Case{"two_requests.pem", "pem_too_many"},
                                         Case{"other_end_line.pem", "csr_malformed"}, Case{"bad_base64.pem", "csr_malformed"}));

TEST(Csr, ShowsWhatTheApplicantAskedFor) {
  RecordProperty("requirement", "A10");
  const auto csr = Csr::parse(vector_file("good_p256.pem")).value();
  EXPECT_EQ(csr.subject().to_rfc4514(), "CN=www.aozora.example.jp,O=Aozora Shoji K.K.,L=Chiyoda-ku,ST=Tokyo,C=JP");
  EXPECT_EQ(csr.requested_names().dns, (std::vector<std::string>{"www.aozora.example.jp", "aozora.example.jp"}));
  EXPECT_EQ(csr.requested_names().emails, (std::vector<std::string>{"web@aozora.example.jp"}));
  EXPECT_EQ(ip_address_text(csr.requested_names().ip_addresses.at(0)), "192.0.2.1");
  EXPECT_EQ(csr.host_names(), (std::vector<std::string>{"www.aozora.example.jp", "aozora.example.jp"}));
  EXPECT_EQ(csr.signature_algorithm_name(), "ecdsa-with-SHA256");
  EXPECT_EQ(csr.requested_extensions(), (std::vector<Oid>{oid::subject_alt_name, oid::key_usage}));
  EXPECT_EQ(csr.public_key().algorithm_name(), "P-256");
  EXPECT_EQ(Csr::parse(csr.to_pem())->der().size(), csr.der().size());
  EXPECT_EQ(Csr::parse(vector_file("good_japanese.pem"))->subject().value(AttributeType::organization), "株式会社青空商事");
}

TEST(Csr, TellsEmptyLargeAndPrivateKeyApart) {
  RecordProperty("requirement", "A10 G01");
  EXPECT_EQ(Csr::parse("").error().code, errors::csr_empty);
  EXPECT_EQ(Csr::parse(" \r\n").error().code, errors::csr_empty);
  EXPECT_EQ(Csr::parse(std::string(Csr::max_size + 1, 'A')).error().code, errors::csr_too_large);
  EXPECT_EQ(Csr::parse("hello").error().code, errors::csr_malformed);
  EXPECT_EQ(Csr::parse("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n").error().code, errors::csr_is_private_key);
  EXPECT_EQ(Csr::parse("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----\n").error().code,
            errors::csr_is_private_key);
  EXPECT_EQ(Csr::parse(vector_file("good_p256.pem") + "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n").error().code,
            errors::csr_is_private_key);
}

// Cut anywhere or with any octet changed, a request is refused or read, and never verified as it was.
TEST(Csr, SurvivesEveryCutAndFlip) {
  RecordProperty("requirement", "A10 G01");
  const auto good = vector_file("good_p256.der");
  for (std::size_t i = 0; i < good.size(); ++i) EXPECT_FALSE(Csr::parse(good.substr(0, i)));
  for (std::size_t i = 0; i < good.size(); ++i) {
    auto changed = good;
    changed[i] = static_cast<char>(changed[i] ^ 0x04);
    auto csr = Csr::parse(changed);
    if (csr) EXPECT_FALSE(verify_csr(std::move(*csr))) << i;
  }
}

// Keys of one curve share a prepared group; that must not mix up their points.
TEST(PublicKey, VerifiesOnlyWithItsOwnPoint) {
  RecordProperty("requirement", "A10");
  const auto one = Csr::parse(vector_file("good_p256.pem")).value(), other = Csr::parse(vector_file("known_bad_p256.pem")).value();
  for (int round = 0; round < 3; ++round) {
    EXPECT_TRUE(one.verify_signature());
    EXPECT_TRUE(other.verify_signature());
    EXPECT_EQ(verdict("ec_off_curve.pem"), "key_point_invalid");
    EXPECT_EQ(verdict("signature_wrong_p256.pem"), "csr_signature_invalid");
  }
  const auto message = core::to_bytes("message");
  EXPECT_EQ(one.public_key().verify(SignatureAlgorithm::ecdsa_sha256, message, message).error().code, errors::signature_invalid);
  EXPECT_EQ(one.public_key().verify(SignatureAlgorithm::rsa_sha256, message, message).error().code, errors::signature_invalid);
}

TEST(KeyCheck, RefusesKnownBadAndCompromisedKeys) {
  RecordProperty("requirement", "A10 D08");
  const auto key = Csr::parse(vector_file("known_bad_p256.pem"))->public_key();
  const auto fingerprint = core::to_hex(key.spki_sha256());
  const auto bad =
      BadKeys::parse("# keys of the operator\n\n" + std::string(64, '0') + "\r\n" + fingerprint + "  # found in a firmware image\n",
                     "bad-keys")
          .value();
  EXPECT_EQ(bad.size(), 2U);
  EXPECT_EQ(verdict("known_bad_p256.pem"), "accepted");
  EXPECT_EQ(verdict("known_bad_p256.pem", {.bad_keys = &bad, .is_blocked = {}}), "key_known_bad");
  EXPECT_EQ(verdict("good_p256.pem", {.bad_keys = &bad, .is_blocked = {}}), "accepted");
  EXPECT_EQ(verdict("good_p256.pem", {.bad_keys = nullptr, .is_blocked = [](const core::Sha256&) { return true; }}), "key_compromised");
  EXPECT_EQ(BadKeys::parse("# x\n0123\n", "bad-keys").error().params, (core::Params{{"line", "2"}, {"file", "bad-keys"}}));
}

TEST(KeyCheck, ListsEveryCheckForTheCsrPage) {
  RecordProperty("requirement", "A10");
  const auto names = [](const std::vector<Check>& checks) {
    std::string out;
    for (const auto& check : checks) out += std::string(check.error ? "-" : "+") + std::string(check.name) + " ";
    return out;
  };
  EXPECT_EQ(names(inspect_csr(Csr::parse(vector_file("good_rsa2048.pem")).value())),
            "+signature +key_algorithm +key_size +key_exponent +key_modulus +key_small_factors +key_close_primes +key_roca +key_known_bad "
            "+key_compromised ");
  EXPECT_EQ(names(inspect_csr(Csr::parse(vector_file("good_p256.pem")).value())),
            "+signature +key_algorithm +key_curve +key_point +key_known_bad +key_compromised ");
  EXPECT_EQ(names(inspect_csr(Csr::parse(vector_file("signature_sha1.pem")).value())).substr(0, 10), "-signature");
  EXPECT_EQ(names(inspect_csr(Csr::parse(vector_file("ec_p192.pem")).value())),
            "+key_algorithm -key_curve +key_known_bad +key_compromised ");
  EXPECT_EQ(names(inspect_csr(Csr::parse(vector_file("ed25519.pem")).value())), "-key_algorithm +key_known_bad +key_compromised ");
}

} // namespace
} // namespace pki
