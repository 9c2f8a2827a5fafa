#include "domain/renewal.h"

#include "domain/errors.h"

namespace domain {
core::Result<ValidityPeriod> decide_renewal(const OldCertificate& old, const RegisteredCompany& company, const policy::RuleSet& rules,
                                            std::string_view profile, core::Instant now) {
  if (old.status == CertificateStatus::revoked || old.status == CertificateStatus::renewed)
    return core::fail(errors::certificate_not_active, {{"status", std::string(to_string(old.status))}});
  TRY(check_same_company({&old.organization_name, 1}, company));
  TRY(check_renewal_open(old.not_after, now, renewal_opens(old.not_after)));
  return renewal_validity(rules, profile, now, old.not_after);
}

core::Result<ReissueValidity> decide_reissue(const OldCertificate& old, const RegisteredCompany& company, ReissueCause cause,
                                             const policy::RuleSet& rules, std::string_view profile, core::Instant now) {
  if (old.status != CertificateStatus::active || now > old.not_after)
    return core::fail(errors::certificate_not_active,
                      {{"status", std::string(to_string(now > old.not_after ? CertificateStatus::expired : old.status))}});
  TRY(check_same_company({&old.organization_name, 1}, company));
  const auto closes = san_window_closes(old.first_issued);
  if (cause == ReissueCause::san_change && now > closes)
    return core::fail(errors::san_window_closed, {{"closed", core::to_rfc3339(closes)}});
  return reissue_validity(rules, profile, now, old.not_after);
}

} // namespace domain
