#pragma once

#include "storage/certificates.h"
#include "usecases/view_certificates.h"

#include <functional>
#include <memory>
#include <optional>

namespace usecases {

/// A certificate for names and an organization that are already vetted.
struct IssueRequest {
  std::string csr;
  std::vector<std::string> names; ///< empty: those of the CSR
  std::string product = "advantage";
  std::string organization_id; ///< empty: the account's only vetted one
  std::optional<core::Bytes> request_key =
      {}; ///< of who asked and an Idempotency-Key: a run that a crash broke off is not done twice (G02)
};

/// An issuing under way, for which no thread waits (ADR 6).
class Issuing {
public:
  virtual ~Issuing() = default;
  /// Called once; must outlive the call of `ended`, which comes from any thread, perhaps at once.
  virtual void begin(std::move_only_function<void()> ended) = 0;
  /// Whether `finish` may wait, for the signer or the database; asked after `ended`. Where all went well it does not.
  virtual bool waits() const = 0;
  /// What became of it; called once, after `ended`.
  virtual core::Result<CertificateView> finish() = 0;
};

/// Issues at once under a licence of the actor's account (F01): every check of the issue gate is made at this instant. Those that need
/// no transaction are made here.
core::Result<std::unique_ptr<Issuing>> prepare_issuing(World& world, const Actor& actor, const IssueRequest& request);
/// The same for who can wait.
core::Result<CertificateView> issue_certificate(World& world, const Actor& actor, const IssueRequest& request);

} // namespace usecases
