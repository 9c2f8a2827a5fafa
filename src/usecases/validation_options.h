#pragma once

#include "storage/ids.h"
#include "usecases/validation_offer.h"

namespace usecases {

/// A way to prove a name, and whether it is open today.
struct ValidationOption {
  std::string method;
  std::string section; ///< of the Baseline Requirements
  bool allowed = false;
  std::optional<std::string> reason;  ///< why not
  std::optional<std::string> warning; ///< where the rules advise against it
  std::optional<core::Instant> ends_at;
  std::vector<std::string> authorization_domains;
  std::vector<OfferedAddress> addresses;
};
BOOST_DESCRIBE_STRUCT(ValidationOption, (), (method, section, allowed, reason, warning, ends_at, authorization_domains, addresses))

struct ValidationOptions {
  std::string fqdn;
  std::vector<ValidationOption> options;
};
BOOST_DESCRIBE_STRUCT(ValidationOptions, (), (fqdn, options))

/// The ways to prove a name by a profile's rules. Asks the DNS; not inside a transaction.
ValidationOptions find_validation_options(World& world, const domain::DomainName& name, std::string_view profile, core::Language language);

/// C06: the ways to prove a name of an application (the first where `fqdn` is empty), with the addresses that an approval can be mailed to;
/// and why WHOIS is none of them.
core::Result<ValidationOptions> view_validation_options(World& world, const Actor& actor, const storage::ApplicationId& id,
                                                        const std::string& fqdn);

} // namespace usecases
