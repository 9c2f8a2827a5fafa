#pragma once

#include "http/endpoint.h"
#include "usecases/world.h"

#include <vector>

namespace portal {

/// Every endpoint of `/api/v1`, each once, in the order of the documentation. `http::Api::add_to` takes those that a router's
/// listener serves.
std::vector<http::Endpoint> all_endpoints(usecases::World& world);
/// Those that the public listener serves, and those of the desk's.
std::vector<http::Endpoint> public_endpoints(usecases::World& world);
std::vector<http::Endpoint> desk_endpoints(usecases::World& world);

} // namespace portal
