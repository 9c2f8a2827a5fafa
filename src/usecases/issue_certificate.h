#pragma once

#include "storage/certificates.h"
#include "usecases/view_certificates.h"

#include <optional>

namespace usecases {

/// A certificate for names and an organization that are already vetted.
struct IssueRequest {
  std::string csr;
  std::vector<std::string> names; ///< empty: those of the CSR
  std::string product = "advantage";
  std::string organization_id;                 ///< empty: the account's only vetted one
  std::optional<std::string> request_key = {}; ///< of an Idempotency-Key: a run that a crash broke off is not done twice (G02)
};

/// Issues at once under a licence of the actor's account (F01): every check of the issue gate is made at this instant.
core::Result<CertificateView> issue_certificate(World& world, const Actor& actor, const IssueRequest& request);

} // namespace usecases
