#include "signer/signer_fixture.h"

#include "core/bytes.h"
#include "core/crypto.h"
#include "pki/certificate.h"

#include <algorithm>
#include <chrono>

namespace signer_tests {

SignerProcess::SignerProcess(std::filesystem::path data, Start start) : data_(std::move(data)) {
  std::vector<std::string> command{"env", "SHOMEI_FAULT=" + start.fault};
  if (start.fault.empty()) command = {"env"};
  command.insert(command.end(), start.environment.begin(), start.environment.end());
  command.insert(command.end(), {SHOMEI_BINARY_DIR "/shomei-signer", "--data", data_.string()});
  if (!start.test_clock.empty()) command.insert(command.end(), {"--test-clock", start.test_clock});
  process_ = outside::ChildProcess(command, (data_ / "signer.log").string());
  client_ = std::make_unique<outbound::SignerClient>(socket());
  outside::wait_until([&] { return !process_.running() || client_->status().has_value(); });
}

core::Instant now() { return core::SystemClock().now(); }

pki::signer::CreateHierarchy plan(pki::KeyAlgorithm root, pki::KeyAlgorithm issuer) {
  pki::signer::CreateHierarchy out;
  out.ca_name = "青空認証株式会社";
  out.country = "JP";
  out.base_url = "http://pki.aozora.example.jp";
  out.rules = "cabf";
  out.root_slug = "root-1";
  out.root_common_name = "Aozora Root CA 1";
  out.root_algorithm = root;
  pki::signer::IssuerPlan ov;
  ov.slug = "ov-ca-1";
  ov.purpose = "ov";
  ov.common_name = "Aozora OV CA 1";
  ov.algorithm = issuer;
  ov.rsa_bits = 2048;
  ov.policy_oids = {"2.23.140.1.2.2", "1.3.6.1.4.1.55555.1.2"};
  out.issuers = {ov};
  out.now = now();
  return out;
}

const core::Bytes& leaf_key(bool rsa) {
  const auto make = [](const std::vector<std::string>& options) {
    const outside::TemporaryDirectory folder;
    std::vector<std::string> command{"openssl", "genpkey", "-quiet", "-out", folder / "key.pem"};
    command.insert(command.end(), options.begin(), options.end());
    std::erase(command, "-quiet");
    outside::run_or_throw(command);
    outside::run_or_throw({"openssl", "pkey", "-in", folder / "key.pem", "-pubout", "-outform", "DER", "-out", folder / "key.der"});
    return core::to_bytes(outside::read_file(folder / "key.der"));
  };
  static const core::Bytes ec = make({"-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"});
  static const core::Bytes rsa_key = make({"-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"});
  return rsa ? rsa_key : ec;
}

core::Bytes fresh_serial() {
  auto serial = core::random_bytes(16);
  serial[0] = static_cast<std::uint8_t>((serial[0] & 0x7f) | 0x40);
  return serial;
}

pki::signer::Issue issue_request(bool rsa) {
  pki::signer::Issue out;
  out.intent_id = "int_test";
  out.issuer = "ov-ca-1";
  out.profile = "tls.ov";
  out.serial = fresh_serial();
  out.subject = {{pki::AttributeType::country, "JP"},
                 {pki::AttributeType::state, "東京都"},
                 {pki::AttributeType::locality, "千代田区"},
                 {pki::AttributeType::organization, "株式会社青空商事"},
                 {pki::AttributeType::common_name, "www.aozora.example.jp"}};
  out.dns_names = {"www.aozora.example.jp", "aozora.example.jp", "*.dev.aozora.example.jp"};
  out.spki = leaf_key(rsa);
  out.not_before = now();
  // The cap of 2026 and the first months of 2027, and the one of any later day.
  out.not_after = out.not_before + std::chrono::days(46) - std::chrono::seconds(1);
  return out;
}

pki::signer::CreateHierarchy plan_with_ev() {
  auto out = plan();
  auto ev = out.issuers.front();
  ev.slug = "ev-ca-1";
  ev.purpose = "ev";
  ev.common_name = "Aozora EV CA 1";
  ev.policy_oids = {"2.23.140.1.1", "1.3.6.1.4.1.55555.1.1"};
  out.issuers.push_back(ev);
  return out;
}

pki::signer::Issue ev_request() {
  auto out = issue_request();
  out.issuer = "ev-ca-1";
  out.profile = "tls.ev";
  out.dns_names = {"www.aozora.example.jp", "aozora.example.jp"};
  out.subject = {{pki::AttributeType::common_name, "www.aozora.example.jp"},
                 {pki::AttributeType::organization, "株式会社青空商事"},
                 {pki::AttributeType::street, "千代田1-1"},
                 {pki::AttributeType::postal_code, "100-0001"},
                 {pki::AttributeType::locality, "千代田区"},
                 {pki::AttributeType::state, "東京都"},
                 {pki::AttributeType::country, "JP"},
                 {pki::AttributeType::serial_number, "1180301018771"},
                 {pki::AttributeType::business_category, "Private Organization"},
                 {pki::AttributeType::jurisdiction_country, "JP"}};
  return out;
}

void write_chain(const std::filesystem::path& folder, const pki::signer::IssuersReply& issuers, const core::Bytes& leaf) {
  const auto pem = [](const core::Bytes& der) { return pki::Certificate::parse(der).value().to_pem(); };
  for (const auto& issuer : issuers.issuers)
    outside::write_file(folder / (issuer.purpose == "root" ? "root.pem" : issuer.purpose + ".pem"), pem(issuer.der));
  outside::write_file(folder / "leaf.pem", pem(leaf));
}

} // namespace signer_tests
