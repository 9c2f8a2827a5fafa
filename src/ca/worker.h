#pragma once

#include "ca/profiles.h"
#include "ca/signer.h"
#include "core/result.h"
#include "pki/signer_protocol.h"

#include <map>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace ca {

/// The signing sessions of one thread: long-lived contexts, one a key.
class Sessions {
public:
  core::Result<SigningSession*> of(const SigningKey& key);

private:
  std::map<const SigningKey*, std::unique_ptr<SigningSession>> sessions_;
};

/// Answers batches of requests on one thread. All certificates of a batch share two appends and one sync of the record, so
/// durability costs a fraction of a disk write each; no reply leaves before that sync (G02).
class Worker {
public:
  explicit Worker(Signer& signer) : signer_(signer) {}
  using Request = pki::signer::Envelope<pki::signer::Request>;
  /// The reply frames, in the order of the requests.
  core::Bytes answer(std::span<const Request> batch);

private:
  /// Issuing in steps; each of a batch's requests goes as far as it can.
  struct Pending;
  void issue_all(std::span<const Request> batch, std::vector<pki::signer::Reply>& replies);
  core::Result<Pending> prepare_one(const pki::signer::Issue& request);
  void record_all(std::vector<Pending>& pending, std::vector<pki::signer::Reply>& replies);
  void sign_all(std::vector<Pending>& pending, std::vector<pki::signer::Reply>& replies);
  core::Result<std::vector<bool>> complete_all(const std::vector<Pending>& pending);
  const DayLimits& limits(std::string_view profile, core::Instant now);

  pki::signer::Reply answer_one(const pki::signer::Request& request);
  core::Result<pki::signer::SignCrlReply> sign_crl(const pki::signer::SignCrl& request);
  core::Result<pki::signer::SignOcspReply> sign_ocsp(const pki::signer::SignOcsp& request);

  Signer& signer_;
  Sessions sessions_;
  std::map<std::string, DayLimits, std::less<>> limits_;
};

} // namespace ca
