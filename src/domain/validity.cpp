#include "domain/validity.h"

#include "core/errors.h"
#include "domain/errors.h"
#include "policy/errors.h"

#include <algorithm>

namespace domain {
namespace {

using core::Instant;
using core::Result;
using std::chrono::days;
using std::chrono::seconds;
using namespace std::chrono_literals;

Instant floor_to_minute(Instant instant) { return std::chrono::floor<std::chrono::minutes>(instant); }

Result<seconds> cap_of(const policy::RuleSet& rules, std::string_view profile, Instant issue) {
  return core::require(rules.max_validity(profile, issue), policy::errors::policy_rule_missing, {{"profile", std::string(profile)}});
}

/// The first 09:00 local at or after an instant.
Instant next_nine(Instant instant, const core::TimeZone& zone) {
  const auto date = zone.date_of(instant);
  const auto nine = zone.instant_of(date, 9h);
  if (nine >= instant) return nine;
  return zone.instant_of(std::chrono::sys_days{date} + days{1}, 9h);
}

} // namespace

Result<ValidityPeriod> new_validity(const policy::RuleSet& rules, std::string_view profile, Instant issue, int certificate_days) {
  const auto start = floor_to_minute(issue);
  const auto wished = certificate_days > 0 ? start + days{certificate_days} : core::add_years(start, 1);
  const auto advised = TRY(
      core::require(rules.recommended_validity(profile, issue), policy::errors::policy_rule_missing, {{"profile", std::string(profile)}}));
  return ValidityPeriod{start, std::min(wished, start + advised) - 1s};
}

Instant renewal_opens(Instant old_not_after) { return core::add_months(old_not_after, -1); }

Result<void> check_renewal_open(Instant old_not_after, Instant now, Instant opens) {
  if (now >= opens) return {};
  return core::fail(errors::renewal_too_early, {{"opens", core::to_time_param(opens, core::TimeZone::tokyo())},
                                                {"ends", core::to_time_param(old_not_after, core::TimeZone::tokyo())}});
}

Result<ValidityPeriod> renewal_validity(const policy::RuleSet& rules, std::string_view profile, Instant issue, Instant old_not_after) {
  if (issue > old_not_after) return new_validity(rules, profile, issue);
  const auto start = floor_to_minute(issue);
  const auto cap = TRY(cap_of(rules, profile, issue));
  return ValidityPeriod{start, std::min(core::add_years(old_not_after, 1), start + cap - 1s)};
}

Result<ReissueValidity> reissue_validity(const policy::RuleSet& rules, std::string_view profile, Instant issue, Instant old_not_after) {
  const auto start = floor_to_minute(issue);
  const auto most = start + TRY(cap_of(rules, profile, issue)) - 1s;
  return ReissueValidity{{start, std::min(old_not_after, most)}, most < old_not_after};
}

Instant san_window_closes(Instant first_issued) { return core::add_months(first_issued, 1); }

std::vector<Instant> notice_times(Instant not_after, const core::TimeZone& zone) {
  // Months are counted in the account's zone.
  const auto date = zone.date_of(not_after);
  const auto month_before = zone.instant_of(core::add_months(date, -1), zone.time_of_day(not_after));
  return {next_nine(month_before, zone), next_nine(not_after - days{10}, zone)};
}

Instant licence_lapses(Instant bought, int years, const core::TimeZone& zone) {
  const auto anniversary = core::add_months(zone.date_of(bought), years * 12);
  return zone.instant_of(anniversary, 0s) - 1s;
}

} // namespace domain
