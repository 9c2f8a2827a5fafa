#pragma once

#include "domain/company_change.h"
#include "domain/consent.h"
#include "domain/domain_name.h"
#include "domain/ev_identity.h"
#include "domain/four_eyes.h"
#include "domain/problem.h"
#include "domain/validation.h"
#include "domain/vetting.h"
#include "policy/rule_set.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace domain {

/// A piece of evidence: who gathered it, when, and whether it passed.
struct Evidence {
  std::string record_id;
  std::string collected_by;
  core::Instant collected_at{};
  bool passed = false;
  std::string withdrawn_number = {}; ///< of a call: the number dialled, where it turned out to be wrong
};

/// The register check of an organization (C07).
struct OrganizationEvidence {
  Evidence evidence;
  bool active = false;                              ///< the register shows no closure
  std::vector<std::string> undecided_differences;   ///< fields that differ and that nobody has accepted
  std::vector<std::string> names = {};              ///< the register's then, and the application's
  std::optional<RegisteredCompany> registered = {}; ///< as the register shows it now
  bool is_gone = false;                             ///< the register no longer has its number
};

struct DomainProof {
  DcvMethod method{};
  DomainName fqdn;
  DomainName authorization_domain;
  core::Instant completed_at{};
  std::string record_id = {}; ///< its evidence
};

/// All that the final decision looks at.
struct IssuanceFacts {
  ValidationLevel level = ValidationLevel::ov;
  std::string profile; ///< `tls.ov`
  std::vector<DomainName> names;
  std::optional<OrganizationEvidence> organization;
  EvClaim ev_claim;                      ///< EV: what the subject would say of the registration
  std::optional<EvIdentity> ev_identity; ///< EV: what the register check told
  const policy::RegistrationAgencies* agencies = &policy::RegistrationAgencies::built_in();
  std::vector<DomainProof> proofs;
  std::map<Step, Evidence> calls;
  FourEyes four_eyes;
  std::string approved_by;
  std::optional<std::vector<ConsentFact>> consents = {}; ///< asked for in a case; issuing at once rests on the case before it
  std::vector<std::string> denied_matches;               ///< open or confirmed hits of the high-risk screening
};

/// Proof that the gate was passed; only `decide_issuance` makes one (G02: nothing is signed without it).
class VettedApplication {
public:
  const std::vector<DomainName>& names() const { return names_; }
  const std::string& profile() const { return profile_; }
  core::Instant decided_at() const { return decided_at_; }

private:
  friend core::Result<VettedApplication> decide_issuance(const IssuanceFacts&, const policy::RuleSet&, core::Instant);
  VettedApplication(std::vector<DomainName> names, std::string profile, core::Instant at)
      : names_(std::move(names)), profile_(std::move(profile)), decided_at_(at) {}
  std::vector<DomainName> names_;
  std::string profile_;
  core::Instant decided_at_;
};

/// The register has not moved on since the check: `organization_not_in_register`, `organization_not_active`, `company_name_changed` (D07).
core::Result<void> check_unchanged(const OrganizationEvidence& organization);
/// Evidence that speaks against issuing: organization (A02, C07), domains per name by policy (C06, C12), calls (C08), consents (B01, B03).
Problems evidence_problems(const IssuanceFacts& facts, const policy::RuleSet& rules, core::Instant now);
/// C09: somebody recommended, and the approver is neither that person nor one who worked in the case.
Problems four_eyes_problems(const IssuanceFacts& facts);
/// The gate before every issuance of a case.
core::Result<VettedApplication> decide_issuance(const IssuanceFacts& facts, const policy::RuleSet& rules, core::Instant now);

/// The newest proof that covers a name and is fresh at `now`.
std::optional<DomainProof> fresh_proof(const std::vector<DomainProof>& proofs, const DomainName& name, const policy::RuleSet& rules,
                                       std::string_view profile, core::Instant now);

/// F01: issuing at once for a vetted organization: evidence only, no case. Never EV, whose calls are repeated for each application
/// (`ev_calls_repeat`; EVG 3.2.2.14.1, no approver is pre-authorised).
core::Result<void> check_immediate_issuance(const IssuanceFacts& facts, const policy::RuleSet& rules, core::Instant now);

} // namespace domain
