// What a certificate costs before it is signed: building, parsing, linting, recording.
#include "ca/record.h"
#include "core/crypto.h"
#include "lint/lint.h"
#include "pki/signer_protocol.h"
#include "pki/tbs.h"

#include <benchmark/benchmark.h>

#include <filesystem>

namespace {

core::Bytes ec_key() {
  core::Bytes point = core::random_bytes(65);
  point[0] = 4;
  pki::der::Writer out;
  out.sequence([&] {
    out.sequence([&] { out.oid(pki::oid::ec_public_key).oid(pki::oid::p256); });
    out.bit_string(point);
  });
  return out.take();
}

const std::vector<pki::SubjectAttribute> subject{{pki::AttributeType::country, "JP"},
                                                 {pki::AttributeType::state, "東京都"},
                                                 {pki::AttributeType::locality, "千代田区"},
                                                 {pki::AttributeType::organization, "株式会社青空商事"},
                                                 {pki::AttributeType::common_name, "www.aozora.example.jp"}};
const std::vector<std::string> names{"www.aozora.example.jp", "aozora.example.jp"};
constexpr auto issued = lint::date(2026, 11, 24);

struct Prepared {
  pki::IssuerIdentity issuer{pki::build_name(subject).value(), core::Bytes(20, 1), pki::SignatureAlgorithm::ecdsa_sha256};
  pki::TbsTemplate made_by =
      pki::TbsTemplate::tls(issuer, {.policies = {{pki::oid::cabf_organization_validated, "http://pki.example.jp/cps/ov"}},
                                     .ocsp_url = "http://pki.example.jp/ocsp/ov-ca-1",
                                     .ca_issuers_url = "http://pki.example.jp/pki/ov-ca-1.cer",
                                     .crl_url = "http://pki.example.jp/crl/ov-ca-1/0.crl"});
  core::Bytes spki = ec_key();
  lint::CertificateContext context;

  Prepared() {
    context.profile = "tls.ov";
    context.signing_time = issued;
    context.max_validity = std::chrono::days(200);
    context.not_before_skew = std::chrono::days(2);
    context.signature_algorithm = issuer.signature_algorithm;
    context.issuer_subject_der = issuer.subject_der;
    context.issuer_key_identifier = issuer.key_identifier;
    context.issuer_not_after = lint::date(2036, 1, 1);
  }
  core::Bytes build() const {
    core::Bytes serial = core::random_bytes(16);
    serial[0] = 0x4f;
    const auto subject_der = pki::build_name(subject).value();
    return made_by
        .build({.serial = serial,
                .not_before = issued,
                .not_after = lint::date(2027, 5, 1),
                .subject_der = subject_der,
                .spki = spki,
                .dns_names = names,
                .crl_url = {}})
        .value();
  }
};

void build(benchmark::State& state) {
  const Prepared prepared;
  for (auto _ : state) benchmark::DoNotOptimize(prepared.build());
}
BENCHMARK(build);

void parse(benchmark::State& state) {
  const Prepared prepared;
  const auto tbs = prepared.build();
  for (auto _ : state) benchmark::DoNotOptimize(pki::TbsCertificate::parse(tbs));
}
BENCHMARK(parse);

void lint_certificate(benchmark::State& state) {
  const Prepared prepared;
  const auto tbs = prepared.build();
  if (!lint::check_certificate(tbs, prepared.context).empty()) state.SkipWithError("the certificate does not pass");
  for (auto _ : state) benchmark::DoNotOptimize(lint::check_certificate(tbs, prepared.context));
}
BENCHMARK(lint_certificate);

void record_without_sync(benchmark::State& state) {
  const Prepared prepared;
  const auto tbs = prepared.build();
  const auto file = std::filesystem::temp_directory_path() / "shomei-record-bench";
  std::filesystem::remove(file);
  {
    const auto record = ca::Record::open(file).value();
    for (auto _ : state) {
      const auto serial = core::random_bytes(16);
      const ca::RecordFrame first{ca::RecordFrame::Kind::to_be_signed, issued, "ov-ca-1", serial, "int_0", tbs};
      const ca::RecordFrame second{ca::RecordFrame::Kind::signature, issued, "ov-ca-1", serial, "", core::ByteView(tbs).first(72)};
      benchmark::DoNotOptimize(record->reserve({&first, 1}));
      benchmark::DoNotOptimize(record->complete({&second, 1}));
    }
  }
  std::filesystem::remove(file);
}
BENCHMARK(record_without_sync);

void protocol(benchmark::State& state) {
  pki::signer::Issue request;
  request.issuer = "ov-ca-1";
  request.profile = "tls.ov";
  request.serial = core::random_bytes(16);
  request.subject = subject;
  request.dns_names = names;
  request.spki = ec_key();
  const auto frame = pki::signer::encode(1, pki::signer::Request(request)).value();
  const pki::signer::Reply reply = pki::signer::IssueReply{core::Bytes(900, 1)};
  for (auto _ : state) {
    benchmark::DoNotOptimize(pki::signer::decode_request(core::ByteView(frame).subspan(4)));
    benchmark::DoNotOptimize(pki::signer::encode(1, reply));
  }
}
BENCHMARK(protocol);

} // namespace

BENCHMARK_MAIN();
