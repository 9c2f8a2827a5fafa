#pragma once

#include "domain/dcv_method.h"
#include "domain/domain_name.h"
#include "domain/states.h"
#include "policy/rule_set.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace domain {

/// A validation under way or done, as far as rules need it.
struct ValidationFacts {
  DcvMethod method{};
  DomainName fqdn = DomainName::stored("");
  DomainName authorization_domain = DomainName::stored("");
  ValidationStatus status = ValidationStatus::pending;
  core::Instant value_expires_at{};
  std::optional<core::Instant> completed_at;
  int attempts = 0;
  bool by_mail() const { return traits_of(method).by_mail; }
  bool covers_below() const { return traits_of(method).prune && fqdn.is_at_or_below(authorization_domain); } ///< proven_domain
};

/// Where the proof must stand: the name itself for a web file (BR 3.2.2.4.18), a domain at or above it for DNS.
/// Wildcards cannot be proven by file.
core::Result<DomainName> authorization_domain(const DomainName& fqdn, DcvMethod method);
/// Where a proof may stand, nearest first (BR 3.2.2.4, SC-101): the name itself, those above it down to the base domain where the
/// method prunes, and those of `cname_target` where the method follows it; a wildcard's CNAME is never followed.
core::Result<std::vector<DomainName>> authorization_domains(const DomainName& fqdn, DcvMethod method,
                                                            const std::optional<DomainName>& cname_target);
/// A random value of the strength and life the rules ask for.
struct RandomValue {
  std::string value;
  core::Instant expires_at;
};
RandomValue make_random_value(const policy::RuleSet& rules, std::string_view profile, core::Instant now);
/// Whether a proof at `authorization_domain` stands at the target of the name's CNAME.
bool follows_cname(const DomainName& fqdn, const DomainName& authorization_domain);
/// What a proof speaks for: the domain where it stands, with the names below, where the method prunes; otherwise, and where it followed a
/// CNAME, its own name only.
DomainName proven_domain(DcvMethod method, const DomainName& fqdn, const DomainName& authorization_domain);
/// Whether a completed proof of this method at `authorization_domain` speaks for `name`.
bool proof_covers(DcvMethod method, const DomainName& fqdn, const DomainName& authorization_domain, const DomainName& name);
/// How long a person waits between two looks at one validation.
inline constexpr std::chrono::seconds look_pause{10};
/// `validation_checked_recently` with the seconds to wait where the last look is younger than that.
core::Result<void> check_look_pause(std::optional<core::Instant> looked_at, core::Instant now);
/// When to look again after `attempts` looks without success: 1 min, doubling to 4 h; nothing once the value has
/// expired.
std::optional<core::Instant> next_try(int attempts, core::Instant now, core::Instant value_expires_at);
/// What a look changes.
enum class LookOutcome : std::uint8_t { found, absent, wrong, unreachable };
struct AfterLook {
  ValidationStatus status;
  std::optional<core::Instant> completed_at;
  std::optional<core::Instant> next_try_at;
};
AfterLook after_look(const ValidationFacts& validation, LookOutcome outcome, core::Instant now);

} // namespace domain
