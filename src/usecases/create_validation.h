#pragma once

#include "usecases/validation.h"

#include <vector>

namespace usecases {

struct ValidationRequest {
  std::string fqdn;
  std::string method;                 ///< dns_txt | web_file | email | caa_email | txt_email
  std::string authorization_domain;   ///< one of those offered; the nearest where empty
  std::vector<std::string> addresses; ///< of those offered; for the methods by mail
};
BOOST_DESCRIBE_STRUCT(ValidationRequest, (), (fqdn, method, authorization_domain, addresses))

/// C06: agrees on a random value that the domain must show, and begins to look for it; or mails one to addresses of the domain's holder,
/// who approves. Asking again for the same name, method and domain gives the pending one again, and mails to those who have none yet.
core::Result<Validation> create_validation(World& world, const Actor& actor, const storage::ApplicationId& id,
                                           const ValidationRequest& request);

} // namespace usecases
