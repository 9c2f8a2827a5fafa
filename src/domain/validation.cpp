#include "domain/validation.h"

#include "core/crypto.h"
#include "domain/errors.h"

#include <algorithm>
#include <array>

namespace domain {
namespace {

using core::Instant;
using namespace std::chrono_literals;

constexpr std::array<std::pair<DcvMethod, std::string_view>, 3> method_names{
    {{DcvMethod::dns_txt, "dns_txt"}, {DcvMethod::web_file, "web_file"}, {DcvMethod::email, "email"}}};

} // namespace

std::string_view to_string(DcvMethod method) {
  for (const auto& [known, name] : method_names)
    if (known == method) return name;
  return "dns_txt";
}

std::optional<DcvMethod> parse_dcv_method(std::string_view text) {
  for (const auto& [method, name] : method_names)
    if (name == text) return method;
  return std::nullopt;
}

std::string_view policy_method(DcvMethod method) {
  switch (method) {
  case DcvMethod::dns_txt:
    return "m7";
  case DcvMethod::web_file:
    return "m18";
  case DcvMethod::email:
    return "m4";
  }
  return "m7";
}

core::Result<DomainName> authorization_domain(const DomainName& fqdn, DcvMethod method) {
  if (method != DcvMethod::web_file) return fqdn.without_wildcard();
  // BR 3.2.2.4.18: no wildcards and no other names; the file proves its own host.
  if (fqdn.is_wildcard()) return core::fail(errors::domain_method_unsuited, {{"name", fqdn.str()}, {"method", "web_file"}});
  return fqdn;
}

RandomValue make_random_value(const policy::RuleSet& rules, std::string_view profile, Instant now) {
  const auto bits = static_cast<std::size_t>(std::max<std::int64_t>(128, rules.random_value_bits(profile, now)));
  return {core::random_token(bits), now + rules.random_value_life(profile, now)};
}

bool proof_covers(DcvMethod method, const DomainName& fqdn, const DomainName& authorization_domain, const DomainName& name) {
  if (method == DcvMethod::web_file) return !name.is_wildcard() && name == fqdn && name == authorization_domain;
  return name.is_at_or_below(authorization_domain);
}

std::optional<Instant> next_try(int attempts, Instant now, Instant value_expires_at) {
  const auto pause = std::min<std::chrono::seconds>(1min * (1LL << std::clamp(attempts - 1, 0, 12)), 4h);
  if (now >= value_expires_at) return std::nullopt;
  return std::min(now + pause, value_expires_at);
}

AfterLook after_look(const ValidationFacts& validation, LookOutcome outcome, Instant now) {
  if (now > validation.value_expires_at) return {ValidationStatus::expired, std::nullopt, std::nullopt};
  if (outcome == LookOutcome::found) return {ValidationStatus::valid, now, std::nullopt};
  const auto next = next_try(validation.attempts + 1, now, validation.value_expires_at);
  if (!next) return {ValidationStatus::expired, std::nullopt, std::nullopt};
  return {ValidationStatus::pending, std::nullopt, next};
}

} // namespace domain
