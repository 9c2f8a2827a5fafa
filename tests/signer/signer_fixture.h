#pragma once

#include "core/clock.h"
#include "outbound/signer_client.h"
#include "outside/process.h"
#include "pki/signer_protocol.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

/// A real shomei-signer on a data directory of its own.
namespace signer_tests {

struct Start {
  std::string fault;                    ///< SHOMEI_FAULT
  std::string test_clock;               ///< --test-clock
  std::vector<std::string> environment; ///< `NAME=value`
};

class SignerProcess {
public:
  explicit SignerProcess(std::filesystem::path data, Start start = {});
  outbound::SignerClient& client() { return *client_; }
  outside::ChildProcess& process() { return process_; }
  std::filesystem::path socket() const { return data_ / "signer" / "socket"; }
  std::string log() const { return outside::read_file(data_ / "signer.log"); }

private:
  std::filesystem::path data_;
  outside::ChildProcess process_;
  std::unique_ptr<outbound::SignerClient> client_;
};

core::Instant now();
pki::signer::CreateHierarchy plan(pki::KeyAlgorithm root = pki::KeyAlgorithm::p384, pki::KeyAlgorithm issuer = pki::KeyAlgorithm::p256);
/// A P-256 or RSA 2048 SubjectPublicKeyInfo made by openssl.
const core::Bytes& leaf_key(bool rsa = false);
core::Bytes fresh_serial();
/// What the profile allows: three names, 199 days.
pki::signer::Issue issue_request(bool rsa = false);
/// The same with an EV issuer, `ev-ca-1`, beside the OV one.
pki::signer::CreateHierarchy plan_with_ev();
/// What the EV profile allows.
pki::signer::Issue ev_request();
/// Writes PEM files root.pem, ov.pem and leaf.pem.
void write_chain(const std::filesystem::path& folder, const pki::signer::IssuersReply& issuers, const core::Bytes& leaf);

} // namespace signer_tests
