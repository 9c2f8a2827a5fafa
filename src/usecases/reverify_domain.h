#pragma once

#include "usecases/choose_proof.h"
#include "usecases/validation.h"

namespace usecases {

struct ReverificationRequest {
  std::string method;                 ///< dns_txt | web_file | email | caa_email | txt_email
  std::string authorization_domain;   ///< one of those offered; the nearest where empty
  std::vector<std::string> addresses; ///< of those offered; for the methods by mail
};
BOOST_DESCRIBE_STRUCT(ReverificationRequest, (), (method, authorization_domain, addresses))

/// C12: begins a new validation of a domain of the account, without a new application; the one that is under way by the same method at
/// the same place where there is one. `not_found` for domains that the account has never begun to prove.
core::Result<Validation> reverify_domain(World& world, const Actor& actor, const std::string& domain, const ReverificationRequest& request);

} // namespace usecases
