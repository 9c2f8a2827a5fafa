#pragma once

#include "core/clock.h"
#include "core/result.h"
#include "pki/name.h"
#include "pki/signer_protocol.h"
#include "policy/rule_set.h"

#include <chrono>
#include <set>
#include <span>
#include <string>
#include <string_view>

namespace ca {

/// A row of the signer's own table: what it is willing to make, whatever the portal asks for.
struct Profile {
  std::string_view name;    ///< as policy rules scope it
  std::string_view purpose; ///< of the issuing CA that may use it
  std::span<const pki::AttributeType> required, optional;
  bool wildcards = false;
};
const Profile* find_profile(std::string_view name);

/// What the dated rules say of a profile on one day; rules change at midnight UTC only.
struct DayLimits {
  core::Instant day;
  std::chrono::seconds max_validity{0}; ///< 0: nothing may be issued
  std::chrono::seconds not_before_skew{0};
  std::size_t max_names = 0;
  std::size_t min_rsa_bits = 0;
  std::set<std::string> curves;
};
DayLimits limits_on(const policy::RuleSet& rules, std::string_view profile, core::Instant now);

struct IssueRules {
  const Profile& profile;
  const DayLimits& limits;
  core::Instant now;
  std::string_view crl_url_prefix; ///< `http://…/crl/ov-ca-1/`
};
/// `profile_refused` with the field and the reason for whatever the table and the day's rules do not allow;
/// `serial_invalid` for a serial that is no 64..159 random bits.
core::Result<void> check_request(const IssueRules& rules, const pki::signer::Issue& request);

/// Lower-case letters, digits and hyphens, as slugs stand in URLs and file names.
bool is_slug(std::string_view text);

} // namespace ca
