#include "domain/renewal.h"

#include "domain/company_name.h"
#include "domain/errors.h"

namespace domain {
namespace {

core::Result<void> check_same_company(const OldCertificate& old, std::string_view organization_name) {
  if (company_name_key(old.organization_name) == company_name_key(organization_name)) return {};
  return core::fail(errors::company_name_changed, {{"old", old.organization_name}, {"new", std::string(organization_name)}});
}

} // namespace

core::Result<ValidityPeriod> decide_renewal(const OldCertificate& old, std::string_view organization_name, const policy::RuleSet& rules,
                                            std::string_view profile, core::Instant now) {
  if (old.status == CertificateStatus::revoked || old.status == CertificateStatus::renewed)
    return core::fail(errors::certificate_not_active, {{"status", std::string(to_string(old.status))}});
  TRY(check_same_company(old, organization_name));
  TRY(check_renewal_open(old.not_after, now, renewal_opens(old.not_after)));
  return renewal_validity(rules, profile, now, old.not_after);
}

core::Result<ReissueValidity> decide_reissue(const OldCertificate& old, std::string_view organization_name, ReissueCause cause,
                                             const policy::RuleSet& rules, std::string_view profile, core::Instant now) {
  if (old.status != CertificateStatus::active || now > old.not_after)
    return core::fail(errors::certificate_not_active,
                      {{"status", std::string(to_string(now > old.not_after ? CertificateStatus::expired : old.status))}});
  TRY(check_same_company(old, organization_name));
  const auto closes = san_window_closes(old.first_issued);
  if (cause == ReissueCause::san_change && now > closes)
    return core::fail(errors::san_window_closed, {{"closed", core::to_rfc3339(closes)}});
  return reissue_validity(rules, profile, now, old.not_after);
}

} // namespace domain
