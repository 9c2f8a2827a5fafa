#pragma once

#include "usecases/caa_advice.h"
#include "usecases/validation.h"
#include "usecases/validation_options.h"

#include <vector>

namespace usecases {

/// A domain that an account has proven, or is proving, with how long the newest proof serves each level (C12).
struct AccountDomain {
  std::string domain;
  std::string fqdn;   ///< the name that it was asked for by
  std::string method; ///< of the proof, or of the one under way where there is none yet
  bool covers_below = false;
  std::optional<core::Instant> completed_at; ///< absent before the first proof
  std::string state_ov;                      ///< usable | ends_soon | ended | none
  std::string state_ev;
  std::optional<core::Instant> usable_until_ov; ///< absent where a specialist has withdrawn the proof
  std::optional<core::Instant> usable_until_ev;
  std::optional<Validation> pending; ///< the newest validation that is under way
};
BOOST_DESCRIBE_STRUCT(AccountDomain, (),
                      (domain, fqdn, method, covers_below, completed_at, state_ov, state_ev, usable_until_ov, usable_until_ev, pending))

struct AccountDomains {
  std::vector<AccountDomain> items; ///< by domain
  CaaAdvice caa;
};
BOOST_DESCRIBE_STRUCT(AccountDomains, (), (items, caa))

core::Result<AccountDomains> list_account_domains(World& world, const Actor& actor);

/// The newest proof of a domain of the account, what is under way where there is none, or one that was withdrawn; `not_found` for other
/// domains.
core::Result<storage::ValidationRow> load_account_domain(storage::Transaction& tx, const Actor& actor, const std::string& domain);

/// The ways to prove a domain of the account anew.
core::Result<ValidationOptions> view_domain_options(World& world, const Actor& actor, const std::string& domain);

} // namespace usecases
