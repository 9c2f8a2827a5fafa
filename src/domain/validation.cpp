#include "domain/validation.h"

#include "core/crypto.h"
#include "domain/errors.h"

#include <algorithm>

namespace domain {
namespace {

using core::Instant;
using namespace std::chrono_literals;

} // namespace

core::Result<DomainName> authorization_domain(const DomainName& fqdn, DcvMethod method) {
  return TRY(authorization_domains(fqdn, method, std::nullopt)).front();
}

core::Result<std::vector<DomainName>> authorization_domains(const DomainName& fqdn, DcvMethod method,
                                                            const std::optional<DomainName>& cname_target) {
  const auto& traits = traits_of(method);
  if (fqdn.is_wildcard() && !traits.wildcard)
    return core::fail(errors::domain_method_unsuited, {{"name", fqdn.str()}, {"method", std::string(traits.name)}});
  const auto candidates = [&](const DomainName& name) {
    return traits.prune ? name.authorization_candidates() : std::vector{name.without_wildcard()};
  };
  auto out = candidates(fqdn);
  if (!cname_target || !traits.cname || fqdn.is_wildcard()) return out;
  for (const auto& candidate : candidates(*cname_target))
    if (std::ranges::find(out, candidate) == out.end()) out.push_back(candidate);
  return out;
}

RandomValue make_random_value(const policy::RuleSet& rules, std::string_view profile, Instant now) {
  const auto bits = static_cast<std::size_t>(std::max<std::int64_t>(128, rules.random_value_bits(profile, now)));
  return {core::random_token(bits), now + rules.random_value_life(profile, now)};
}

bool follows_cname(const DomainName& fqdn, const DomainName& authorization_domain) { return !fqdn.is_at_or_below(authorization_domain); }

DomainName proven_domain(DcvMethod method, const DomainName& fqdn, const DomainName& authorization_domain) {
  const bool below_too = traits_of(method).prune && !follows_cname(fqdn, authorization_domain);
  return (below_too ? authorization_domain : fqdn).without_wildcard();
}

bool proof_covers(DcvMethod method, const DomainName& fqdn, const DomainName& authorization_domain, const DomainName& name) {
  if (!traits_of(method).prune) return !name.is_wildcard() && name == fqdn && name == authorization_domain;
  if (follows_cname(fqdn, authorization_domain)) return name == fqdn && !name.is_wildcard();
  return name.is_at_or_below(authorization_domain);
}

core::Result<void> check_look_pause(std::optional<Instant> looked_at, Instant now) {
  if (!looked_at || now < *looked_at || now >= *looked_at + look_pause) return {};
  return core::fail(errors::validation_checked_recently, {{"seconds", std::to_string((*looked_at + look_pause - now).count())}});
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
