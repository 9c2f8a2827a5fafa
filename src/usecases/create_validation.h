#pragma once

#include "usecases/validation.h"

namespace usecases {

struct ValidationRequest {
  std::string fqdn;
  std::string method; ///< dns_txt | web_file
};
BOOST_DESCRIBE_STRUCT(ValidationRequest, (), (fqdn, method))

/// C06: agrees on a random value that the domain must show, and begins to look for it. Asking again for the same name and method
/// gives the pending one again.
core::Result<Validation> create_validation(World& world, const Actor& actor, const storage::ApplicationId& id,
                                           const ValidationRequest& request);

} // namespace usecases
