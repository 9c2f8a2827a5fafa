#pragma once

#include "usecases/validation_offer.h"

#include <boost/describe.hpp>

#include <span>
#include <string>
#include <vector>

namespace usecases {

struct ValidationRequest {
  std::string fqdn;
  std::string method;                 ///< dns_txt | web_file | email | caa_email | txt_email
  std::string authorization_domain;   ///< one of those offered; the nearest where empty
  std::vector<std::string> addresses; ///< of those offered; for the methods by mail
};
BOOST_DESCRIBE_STRUCT(ValidationRequest, (), (fqdn, method, authorization_domain, addresses))

/// What may be proven, and by whose rules.
struct ProofSubject {
  std::string profile;
  std::span<const std::string> names;
  std::string application_number;
};

/// A way to prove a name that is open today.
struct ProofChoice {
  domain::DomainName fqdn = domain::DomainName::stored("");
  domain::DcvMethod method{};
  std::string authorization_domain = {};
  std::vector<OfferedAddress> addresses = {};
  std::string evidence = {}; ///< of the look-ups that gave the addresses
  std::string profile = {};
  bool by_mail() const { return domain::traits_of(method).by_mail; }
};

/// Judges a request by the rules of the day and by what the DNS offers now; addresses that the DNS names count where the perspectives find
/// them too (BR 3.2.2.9). Asks the DNS; not inside a transaction.
core::Result<ProofChoice> choose_proof(World& world, const ProofSubject& subject, const ValidationRequest& request);

} // namespace usecases
