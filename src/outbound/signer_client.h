#pragma once

#include "core/result.h"
#include "pki/signer_protocol.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>

namespace outbound {

/// The typed calls to `shomei-signer` over its unix socket. Any number of threads call at once; their requests share a
/// connection and are answered in one durable batch. Issuing has a connection of its own, so that it waits for no CRL; one
/// makes larger batches than two (half the signer's CPU time a certificate). Thread-safe.
class SignerClient {
public:
  struct Options {
    std::chrono::milliseconds timeout{10'000};
    /// Making keys takes long (RSA 4096).
    std::chrono::milliseconds ceremony_timeout{120'000};
  };

  /// Connects at the first call, and again at the first call after a connection was lost.
  explicit SignerClient(std::filesystem::path socket) : SignerClient(std::move(socket), Options{}) {}
  SignerClient(std::filesystem::path socket, Options options);
  ~SignerClient();

  /// A request that did not reach the signer is `signer_unreachable`. A lost connection or no answer in time is `signer_unavailable`:
  /// whether a certificate was signed then says `settle`. What the signer refuses has the code that it gave (pki/signer_errors.h).
  core::Result<pki::signer::StatusReply> status();
  core::Result<pki::signer::IssuersReply> create_hierarchy(const pki::signer::CreateHierarchy& plan);
  core::Result<pki::signer::IssuersReply> issuers();
  core::Result<pki::signer::IssueReply> issue(pki::signer::Issue request);
  /// The same for an encoded `Issue`, without waiting: `then` is called once, by a thread of the connection's or before this returns, and
  /// must not wait.
  void issue_then(core::Bytes frame, std::move_only_function<void(core::Result<pki::signer::IssueReply>)> then);
  core::Result<pki::signer::SettleReply> settle(pki::signer::Settle request);
  core::Result<pki::signer::SignCrlReply> sign_crl(pki::signer::SignCrl request);
  core::Result<pki::signer::SignOcspReply> sign_ocsp(pki::signer::SignOcsp request);
  core::Result<pki::signer::StatusReply> set_clock(core::Instant now);

private:
  class Pool;
  enum class Lane : std::uint8_t { issuing, other };
  template <class R, class Then>
  void ask(core::Result<core::Bytes> frame, std::chrono::milliseconds timeout, Lane lane, Then then);
  template <class R>
  core::Result<R> call(const pki::signer::Request& request, std::chrono::milliseconds timeout, Lane lane = Lane::other);
  std::unique_ptr<Pool> pool_;
  Options options_;
};

} // namespace outbound
