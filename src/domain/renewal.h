#pragma once

#include "domain/company_change.h"
#include "domain/states.h"
#include "domain/validity.h"

#include <string>

namespace domain {

struct OldCertificate {
  CertificateStatus status{};
  core::Instant not_after{};
  core::Instant first_issued{}; ///< of the chain of reissues
  std::string organization_name;
};

enum class ReissueCause : std::uint8_t { lost_key, san_change, other };

/// D02, D03, D07: whether and for how long a certificate may be renewed now, its company being what the register shows.
core::Result<ValidityPeriod> decide_renewal(const OldCertificate& old, const RegisteredCompany& company, const policy::RuleSet& rules,
                                            std::string_view profile, core::Instant now);
/// D05–D07: whether and for how long a certificate may be reissued now; SAN changes by self-service only inside the
/// window.
core::Result<ReissueValidity> decide_reissue(const OldCertificate& old, const RegisteredCompany& company, ReissueCause cause,
                                             const policy::RuleSet& rules, std::string_view profile, core::Instant now);

} // namespace domain
