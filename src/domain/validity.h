#pragma once

#include "core/time.h"
#include "domain/catalogue.h"
#include "policy/rule_set.h"

#include <chrono>
#include <vector>

namespace domain {

/// notBefore and notAfter, both inclusive (RFC 5280 4.1.2.5).
struct ValidityPeriod {
  core::Instant not_before;
  core::Instant not_after;
  /// notAfter − notBefore + 1 s: the one place that knows.
  std::chrono::seconds length() const { return not_after - not_before + std::chrono::seconds{1}; }
  friend bool operator==(const ValidityPeriod&, const ValidityPeriod&) = default;
};

/// A new certificate of a one-year term (A12): notBefore floored to the minute, one calendar year, cut to what the
/// rules allow. `certificate_days` of the catalogue, when not 0, replaces the year.
core::Result<ValidityPeriod> new_validity(const policy::RuleSet& rules, std::string_view profile, core::Instant issue,
                                          int certificate_days = 0);

/// D02: renewal opens one calendar month before the old end.
core::Instant renewal_opens(core::Instant old_not_after);
/// `renewal_too_early` with the opening instant.
core::Result<void> check_renewal_open(core::Instant old_not_after, core::Instant now, core::Instant opens);
/// D03: the new term counts from the day after the old one ends, cut to the cap; after the old end a plain new term.
core::Result<ValidityPeriod> renewal_validity(const policy::RuleSet& rules, std::string_view profile, core::Instant issue,
                                              core::Instant old_not_after);

struct ReissueValidity {
  ValidityPeriod period;
  bool cut = false; ///< the cap of the day is shorter than what is left: the remainder is issued free later
};
/// D05: the original expiry is kept.
core::Result<ReissueValidity> reissue_validity(const policy::RuleSet& rules, std::string_view profile, core::Instant issue,
                                               core::Instant old_not_after);
/// D06: one calendar month after the first issuance of the chain of reissues.
core::Instant san_window_closes(core::Instant first_issued);
/// D04: the first 09:00 in the zone at or after notAfter − 1 month and notAfter − 10 days.
std::vector<core::Instant> notice_times(core::Instant not_after, const core::TimeZone& zone);
/// F06, F07: the last instant at which a unit bought on that day can be used: the end of the day before its
/// anniversary, in the zone.
core::Instant licence_lapses(core::Instant bought, int years, const core::TimeZone& zone);

} // namespace domain
