#pragma once

#include "http/endpoint.h"
#include "usecases/world.h"

#include <vector>

namespace portal {

/// Certificates of an account (or, at the desk, of everybody): list, show, issue at once, revoke; and the audit log's listing.
std::vector<http::Endpoint> certificate_endpoints(usecases::World& world);
std::vector<http::Endpoint> audit_endpoints(usecases::World& world);

} // namespace portal
