#include "domain/issuance.h"

#include "core/text.h"
#include "domain/errors.h"
#include "policy/errors.h"

#include <algorithm>

namespace domain {
namespace {

using core::Instant;

void add(Problems& out, core::ErrorCode code, core::Params params = {}) { out.push_back({code, std::move(params), {}, {}}); }

void check_organization(const IssuanceFacts& facts, const policy::RuleSet& rules, Instant now, Problems& out) {
  if (!facts.organization || !facts.organization->evidence.passed) return add(out, errors::organization_not_vetted);
  const auto& organization = *facts.organization;
  if (!organization.active)
    add(out, errors::organization_not_active);
  else if (const auto same = check_unchanged(organization); !same)
    out.push_back(same.error());
  if (!organization.undecided_differences.empty())
    add(out, errors::register_differences_open, {{"fields", core::join(organization.undecided_differences, ", ")}});
  if (!rules.identity_reuse_fresh(facts.profile, organization.evidence.collected_at, now)) add(out, errors::organization_record_old);
}

/// EV: what the subject would say is what the register told, and its agency is still on the list (EVG 3.2.2.1.3).
void check_ev_identity(const IssuanceFacts& facts, Instant now, Problems& out) {
  if (facts.level != ValidationLevel::ev) return;
  if (!facts.ev_identity) return add(out, errors::ev_identity_missing);
  const auto& told = *facts.ev_identity;
  const auto& claim = facts.ev_claim;
  if (claim.jurisdiction != told.jurisdiction)
    add(out, errors::ev_jurisdiction_differs,
        {{"applied", describe(claim.jurisdiction)}, {"registered", describe(told.jurisdiction)}, {"agency", told.agency}});
  if (claim.registration_number != told.serial_number)
    add(out, errors::ev_number_differs, {{"applied", claim.registration_number}, {"registered", told.serial_number}});
  if (claim.business_category != to_string(told.category))
    add(out, errors::ev_category_differs, {{"applied", claim.business_category}, {"kind", std::string(to_string(told.category))}});
  const auto* agency = facts.agencies->listed(told.agency, now);
  if (agency == nullptr || agency->jurisdiction != told.jurisdiction) add(out, errors::ev_agency_unlisted, {{"authority", told.agency}});
}

/// The newest proof that covers a name, fresh or not.
const DomainProof* newest_proof(const std::vector<DomainProof>& proofs, const DomainName& name) {
  const DomainProof* best = nullptr;
  for (const auto& proof : proofs)
    if (proof_covers(proof.method, proof.fqdn, proof.authorization_domain, name) &&
        (best == nullptr || proof.completed_at > best->completed_at))
      best = &proof;
  return best;
}

void check_domains(const IssuanceFacts& facts, const policy::RuleSet& rules, Instant now, Problems& out) {
  for (const auto& name : facts.names) {
    if (fresh_proof(facts.proofs, name, rules, facts.profile, now)) continue;
    const auto* stale = newest_proof(facts.proofs, name);
    add(out, stale == nullptr ? errors::domain_not_validated : errors::domain_validation_old, {{"name", name.str()}});
  }
  if (facts.names.empty()) add(out, errors::names_empty);
  const bool no_wildcards = rules.forbids(facts.profile, "name.wildcard.ev", now);
  const bool no_internal_names = rules.forbids(facts.profile, "name.internal", now);
  for (const auto& name : facts.names) {
    if (no_wildcards && name.is_wildcard()) add(out, errors::wildcard_in_ev, {{"name", name.str()}, {"products", ""}});
    if (no_internal_names && !is_registered_top_level(name.str())) add(out, errors::domain_name_internal, {{"name", name.str()}});
  }
}

void check_calls(const IssuanceFacts& facts, const policy::RuleSet& rules, Instant now, Problems& out) {
  for (const auto step : steps_of(facts.level)) {
    if (!is_call(step)) continue;
    const auto call = facts.calls.find(step);
    const core::Params params{{"step", std::string(to_string(step))}};
    if (call == facts.calls.end() || !call->second.passed)
      add(out, errors::call_record_missing, params);
    else if (!call->second.withdrawn_number.empty())
      add(out, errors::call_number_withdrawn, {{"step", std::string(to_string(step))}, {"number", call->second.withdrawn_number}});
    else if (!rules.identity_reuse_fresh(facts.profile, call->second.collected_at, now, policy::IdentityDatum::name_and_title))
      add(out, errors::call_record_old, params);
  }
}

} // namespace

core::Result<void> check_unchanged(const OrganizationEvidence& organization) {
  if (organization.is_gone) return core::fail(errors::organization_not_in_register);
  if (!organization.registered) return {};
  return check_same_company(organization.names, *organization.registered);
}

std::optional<DomainProof> fresh_proof(const std::vector<DomainProof>& proofs, const DomainName& name, const policy::RuleSet& rules,
                                       std::string_view profile, Instant now) {
  const DomainProof* best = nullptr;
  for (const auto& proof : proofs) {
    if (!proof_covers(proof.method, proof.fqdn, proof.authorization_domain, name)) continue;
    if (!rules.domain_reuse_fresh(profile, proof.completed_at, now, policy_method(proof.method))) continue;
    if (best == nullptr || proof.completed_at > best->completed_at) best = &proof;
  }
  if (best == nullptr) return std::nullopt;
  return *best;
}

Problems evidence_problems(const IssuanceFacts& facts, const policy::RuleSet& rules, Instant now) {
  Problems out;
  check_organization(facts, rules, now, out);
  check_ev_identity(facts, now, out);
  check_domains(facts, rules, now, out);
  check_calls(facts, rules, now, out);
  if (facts.consents) std::ranges::move(consent_problems(facts.level, *facts.consents), std::back_inserter(out));
  if (!facts.denied_matches.empty()) add(out, errors::denied_list_hit, {{"entries", core::join(facts.denied_matches, ", ")}});
  return out;
}

Problems four_eyes_problems(const IssuanceFacts& facts) {
  Problems out;
  if (facts.four_eyes.recommended_by.empty()) add(out, errors::recommendation_missing);
  if (const auto free = check_four_eyes(facts.four_eyes, facts.approved_by); !free) out.push_back(free.error());
  return out;
}

core::Result<VettedApplication> decide_issuance(const IssuanceFacts& facts, const policy::RuleSet& rules, Instant now) {
  TRY(first_problem(evidence_problems(facts, rules, now)));
  TRY(first_problem(four_eyes_problems(facts)));
  return VettedApplication(facts.names, facts.profile, now);
}

core::Result<void> check_immediate_issuance(const IssuanceFacts& facts, const policy::RuleSet& rules, Instant now) {
  if (facts.level == ValidationLevel::ev) return core::fail(errors::ev_calls_repeat);
  if (!facts.denied_matches.empty()) return core::fail(errors::issuance_on_hold); // the customer is not told which entry
  return first_problem(evidence_problems(facts, rules, now));
}

} // namespace domain
