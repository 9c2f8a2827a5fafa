// What one request costs in pki/: reading and verifying a CSR, the key checks alone, building a certificate's body.
#include "pki/csr.h"
#include "pki/ocsp.h"
#include "pki/rsa_check.h"
#include "pki/tbs.h"

#include <benchmark/benchmark.h>

#include <fstream>
#include <sstream>

namespace {

std::string file(const std::string& path) {
  std::ifstream in(std::string(SHOMEI_SOURCE_DIR) + "/tests/vectors/csr/" + path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

void parse_and_verify_csr(benchmark::State& state, const char* name) {
  const auto text = file(name);
  for (auto _ : state) benchmark::DoNotOptimize(pki::verify_csr(pki::Csr::parse(text).value()).value());
}
BENCHMARK_CAPTURE(parse_and_verify_csr, p256, "good_p256.pem");
BENCHMARK_CAPTURE(parse_and_verify_csr, p384, "good_p384.pem");
BENCHMARK_CAPTURE(parse_and_verify_csr, rsa2048, "good_rsa2048.pem");
BENCHMARK_CAPTURE(parse_and_verify_csr, rsa4096, "good_rsa4096.pem");

void parse_csr(benchmark::State& state) {
  const auto text = file("good_p256.pem");
  for (auto _ : state) benchmark::DoNotOptimize(pki::Csr::parse(text).value());
}
BENCHMARK(parse_csr);

void check_key(benchmark::State& state, const char* name) {
  const auto csr = pki::Csr::parse(file(name)).value();
  for (auto _ : state) benchmark::DoNotOptimize(pki::check_key(csr.public_key()).has_value());
}
BENCHMARK_CAPTURE(check_key, p256, "good_p256.pem");
BENCHMARK_CAPTURE(check_key, rsa2048, "good_rsa2048.pem");
BENCHMARK_CAPTURE(check_key, rsa4096, "good_rsa4096.pem");

template <auto Test>
void rsa_test(benchmark::State& state) {
  const auto csr = pki::Csr::parse(file("good_rsa2048.pem")).value();
  const pki::RsaModulus modulus(csr.public_key().modulus());
  for (auto _ : state) benchmark::DoNotOptimize((modulus.*Test)());
}
BENCHMARK(rsa_test<&pki::RsaModulus::small_factor>)->Name("rsa2048_small_factors");
BENCHMARK(rsa_test<&pki::RsaModulus::has_close_primes>)->Name("rsa2048_close_primes");
BENCHMARK(rsa_test<&pki::RsaModulus::has_roca_fingerprint>)->Name("rsa2048_roca");

void find_bad_key(benchmark::State& state) {
  std::string text;
  for (int i = 0; i < 1'000'000; ++i) text += core::to_hex(core::sha256(core::as_bytes(std::to_string(i)))) + "\n";
  const auto keys = pki::BadKeys::parse(text, "bench").value();
  auto fingerprint = core::sha256(core::as_bytes("absent"));
  for (auto _ : state) benchmark::DoNotOptimize(keys.contains(fingerprint));
}
BENCHMARK(find_bad_key);

pki::IssuerIdentity issuer() {
  const std::vector<pki::SubjectAttribute> name{{pki::AttributeType::country, "JP"},
                                                {pki::AttributeType::organization, "Aozora CA K.K."},
                                                {pki::AttributeType::common_name, "Aozora OV CA 1"}};
  return {pki::build_name(name).value(), core::Bytes(20, 1), pki::SignatureAlgorithm::ecdsa_sha256};
}

void build_tbs(benchmark::State& state) {
  const auto csr = pki::Csr::parse(file("good_p256.pem")).value();
  const auto made_by =
      pki::TbsTemplate::tls(issuer(), {.policies = {{pki::oid::cabf_organization_validated, "http://pki.example.jp/cps/ov"}},
                                       .ocsp_url = "http://pki.example.jp/ocsp/ov-ca-1",
                                       .ca_issuers_url = "http://pki.example.jp/pki/ov-ca-1.cer",
                                       .crl_url = {}});
  const std::vector<pki::SubjectAttribute> subject{{pki::AttributeType::country, "JP"},
                                                   {pki::AttributeType::state, "東京都"},
                                                   {pki::AttributeType::locality, "千代田区"},
                                                   {pki::AttributeType::organization, "株式会社青空商事"}};
  const std::vector<std::string> names{"www.aozora.example.jp", "aozora.example.jp"};
  const core::Bytes serial(16, 0x5a);
  for (auto _ : state) {
    const auto subject_der = pki::build_name(subject).value();
    benchmark::DoNotOptimize(made_by
                                 .build({.serial = serial,
                                         .not_before = core::from_unix(1795000000),
                                         .not_after = core::from_unix(1800000000),
                                         .subject_der = subject_der,
                                         .spki = csr.public_key().spki(),
                                         .dns_names = names,
                                         .crl_url = "http://pki.example.jp/crl/ov-ca-1/3.crl"})
                                 .value());
  }
}
BENCHMARK(build_tbs);

void build_crl(benchmark::State& state) {
  std::vector<pki::RevokedEntry> entries;
  for (std::int64_t i = 0; i < state.range(0); ++i)
    entries.push_back({core::random_bytes(16), core::from_unix(1795000000), pki::RevocationReason::superseded});
  const auto by = issuer();
  for (auto _ : state)
    benchmark::DoNotOptimize(pki::build_tbs_crl(by, {.number = 1,
                                                     .this_update = core::from_unix(1795000000),
                                                     .next_update = core::from_unix(1796000000),
                                                     .entries = entries,
                                                     .shard_url = {}}));
}
BENCHMARK(build_crl)->Arg(100'000)->Unit(benchmark::kMillisecond);

void parse_ocsp_request(benchmark::State& state) {
  std::ifstream in(std::string(SHOMEI_SOURCE_DIR) + "/fuzz/corpus/ocsp_request/req.der", std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  for (auto _ : state) benchmark::DoNotOptimize(pki::OcspRequest::parse(core::as_bytes(text.view())).value());
}
BENCHMARK(parse_ocsp_request);

} // namespace

BENCHMARK_MAIN();
