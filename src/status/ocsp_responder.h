#pragma once

#include "http/message.h"
#include "status/ocsp_cache.h"
#include "usecases/certificate_status.h"
#include "usecases/world.h"

#include <atomic>
#include <string_view>
#include <thread>

namespace status {

/// Answers OCSP (RFC 6960, RFC 5019) from memory; what memory lacks is looked up, signed by the signer and kept. A thread follows the
/// database's status counter, so that a revocation on any node shows here within a second (D08).
class OcspResponder {
public:
  explicit OcspResponder(usecases::World& world);
  ~OcspResponder();
  OcspResponder(const OcspResponder&) = delete;
  OcspResponder& operator=(const OcspResponder&) = delete;

  /// The answer if memory has it: never blocks, for the connection's thread.
  std::optional<http::Response> from_memory(std::string_view slug, std::string_view request_der) const;
  /// The answer in any case; may ask database and signer.
  http::Response answer(std::string_view slug, std::string_view request_der);

  /// Takes in what changed since the last call; the follower's step.
  core::Result<void> follow();

private:
  struct Question {
    std::uint32_t issuer;
    pki::CertId id;
    core::Bytes nonce;
    OcspKey key() const { return {issuer, id.hash, std::string(core::as_text(id.serial))}; }
  };
  core::Result<Question> read(std::string_view slug, std::string_view request_der) const;
  core::Result<OcspAnswer> sign(const Question& question);

  usecases::World& world_;
  std::vector<pki::OcspIssuer> issuers_; ///< in the order of the issuer directory
  OcspCache cache_;
  std::int64_t newest_change_ = 0;
  std::atomic<bool> stopping_{false};
  std::thread follower_;
};

} // namespace status
