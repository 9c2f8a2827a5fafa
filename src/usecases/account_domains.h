#pragma once

#include "usecases/validation.h"

#include <vector>

namespace usecases {

/// A domain that an account has proven, with how long the newest proof serves each level (C12).
struct AccountDomain {
  std::string domain;
  std::string fqdn; ///< the name that it was asked for by
  std::string method;
  core::Instant completed_at{};
  std::optional<core::Instant> usable_until_ov;
  std::optional<core::Instant> usable_until_ev;
  std::optional<Validation> pending; ///< the new validation that is under way
};
BOOST_DESCRIBE_STRUCT(AccountDomain, (), (domain, fqdn, method, completed_at, usable_until_ov, usable_until_ev, pending))

core::Result<std::vector<AccountDomain>> list_account_domains(World& world, const Actor& actor);

/// C12: begins a new validation by DNS of a domain that the account has proven before, without an application; the one that is under
/// way where there is one. `not_found` for other domains.
core::Result<Validation> reverify_domain(World& world, const Actor& actor, const std::string& domain);

} // namespace usecases
