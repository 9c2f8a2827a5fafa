#pragma once

#include "core/clock.h"
#include "core/result.h"
#include "domain/states.h"
#include "policy/rule_set.h"

#include <optional>
#include <string_view>
#include <vector>

namespace domain {

/// RFC 5280 5.3.1, the reasons that subscriber certificates may carry (D08, BR 7.2.2).
enum class RevocationReason : std::uint8_t {
  unspecified = 0,
  key_compromise = 1,
  affiliation_changed = 3,
  superseded = 4,
  cessation_of_operation = 5,
  privilege_withdrawn = 9
};
/// As the API writes it: `keyCompromise`.
std::string_view to_string(RevocationReason reason);
std::optional<RevocationReason> parse_revocation_reason(std::string_view text);

enum class RevokingParty : std::uint8_t { subscriber, public_form, staff };
/// Reasons a party may give: everybody but staff is limited to what the rules let self-service offer.
std::vector<RevocationReason> allowed_reasons(RevokingParty party, const policy::RuleSet& rules, core::Instant now);

struct RevocationFacts {
  CertificateStatus status{};
  core::Instant not_after{};
  RevocationReason reason{};
  RevokingParty party{};
};
struct RevocationDecision {
  bool blocks_key = false;  ///< key compromise blocks the key for ever
  bool omit_reason = false; ///< CRLs write unspecified by leaving the extension out
};
core::Result<RevocationDecision> decide_revocation(const RevocationFacts& facts, const policy::RuleSet& rules, core::Instant now);

} // namespace domain
