#pragma once

#include "domain/domain_name.h"
#include "domain/states.h"
#include "policy/rule_set.h"

#include <optional>
#include <string>
#include <string_view>

namespace domain {

/// How a domain's holder proves control (C06).
enum class DcvMethod : std::uint8_t { dns_txt, web_file, email };
std::string_view to_string(DcvMethod method);
std::optional<DcvMethod> parse_dcv_method(std::string_view text);
/// The method's number in BR 3.2.2.4 as the policy tables write it: `m7`, `m18`, `m4`.
std::string_view policy_method(DcvMethod method);

/// A validation under way or done, as far as rules need it.
struct ValidationFacts {
  DcvMethod method{};
  DomainName fqdn = DomainName::stored("");
  DomainName authorization_domain = DomainName::stored("");
  ValidationStatus status = ValidationStatus::pending;
  core::Instant value_expires_at{};
  std::optional<core::Instant> completed_at;
  int attempts = 0;
};

/// Where the proof must stand: the name itself for a web file (BR 3.2.2.4.18), a domain at or above it for DNS.
/// Wildcards cannot be proven by file.
core::Result<DomainName> authorization_domain(const DomainName& fqdn, DcvMethod method);
/// A random value of the strength and life the rules ask for.
struct RandomValue {
  std::string value;
  core::Instant expires_at;
};
RandomValue make_random_value(const policy::RuleSet& rules, std::string_view profile, core::Instant now);
/// Whether a completed proof of this method at `authorization_domain` speaks for `name`.
bool proof_covers(DcvMethod method, const DomainName& fqdn, const DomainName& authorization_domain, const DomainName& name);
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
