#include "domain/revocation.h"

#include "core/text.h"
#include "domain/errors.h"

#include <algorithm>
#include <array>

namespace domain {
namespace {

constexpr std::array<std::pair<RevocationReason, std::string_view>, 6> reason_names{
    {{RevocationReason::unspecified, "unspecified"},
     {RevocationReason::key_compromise, "keyCompromise"},
     {RevocationReason::affiliation_changed, "affiliationChanged"},
     {RevocationReason::superseded, "superseded"},
     {RevocationReason::cessation_of_operation, "cessationOfOperation"},
     {RevocationReason::privilege_withdrawn, "privilegeWithdrawn"}}};

} // namespace

std::string_view to_string(RevocationReason reason) {
  for (const auto& [known, name] : reason_names)
    if (known == reason) return name;
  return "unspecified";
}

std::optional<RevocationReason> parse_revocation_reason(std::string_view text) {
  for (const auto& [reason, name] : reason_names)
    if (name == text) return reason;
  return std::nullopt;
}

std::vector<RevocationReason> allowed_reasons(RevokingParty party, const policy::RuleSet& rules, core::Instant now) {
  const auto numbers = rules.revocation_reasons(party != RevokingParty::staff, now);
  std::vector<RevocationReason> out;
  for (const auto& [reason, name] : reason_names)
    if (numbers.contains(static_cast<int>(reason))) out.push_back(reason);
  return out;
}

core::Result<RevocationDecision> decide_revocation(const RevocationFacts& facts, const policy::RuleSet& rules, core::Instant now) {
  if (facts.status == CertificateStatus::revoked) return core::fail(errors::already_revoked);
  if (facts.status == CertificateStatus::expired || now > facts.not_after) return core::fail(errors::certificate_expired);
  const auto allowed = allowed_reasons(facts.party, rules, now);
  if (std::ranges::find(allowed, facts.reason) == allowed.end()) {
    std::vector<std::string> names;
    names.reserve(allowed.size());
    for (const auto reason : allowed) names.emplace_back(to_string(reason));
    return core::fail(errors::revocation_reason_not_allowed,
                      {{"reason", std::string(to_string(facts.reason))}, {"allowed", core::join(names, ", ")}});
  }
  return RevocationDecision{facts.reason == RevocationReason::key_compromise, facts.reason == RevocationReason::unspecified};
}

} // namespace domain
