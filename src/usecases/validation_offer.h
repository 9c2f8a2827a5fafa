#pragma once

#include "domain/validation.h"
#include "usecases/world.h"

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <vector>

namespace usecases {

/// An address to which the approval of a domain may be mailed.
struct OfferedAddress {
  std::string address;
  std::string authorization_domain;
  std::string source; ///< constructed | caa | txt
};
BOOST_DESCRIBE_STRUCT(OfferedAddress, (), (address, authorization_domain, source))

/// Where a name may be proven by a method, as the DNS has it now.
struct ValidationOffer {
  std::vector<std::string> authorization_domains; ///< nearest first
  std::vector<OfferedAddress> addresses;          ///< of the methods by mail
  std::optional<core::Error> lookup_error;        ///< of the DNS contacts: none is offered then
  std::string evidence;                           ///< the look-ups
};
/// `domain_method_unsuited` where the method cannot prove the name. Asks the DNS; not inside a transaction.
core::Result<ValidationOffer> find_offer(World& world, const domain::DomainName& fqdn, domain::DcvMethod method);

} // namespace usecases
