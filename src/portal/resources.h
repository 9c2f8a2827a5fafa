#pragma once

#include "http/endpoint.h"
#include "usecases/world.h"

#include <vector>

namespace portal {

std::vector<http::Endpoint> product_endpoints(usecases::World& world);
std::vector<http::Endpoint> agency_endpoints(usecases::World& world);
std::vector<http::Endpoint> csr_endpoints(usecases::World& world);
std::vector<http::Endpoint> quote_endpoints(usecases::World& world);
std::vector<http::Endpoint> order_endpoints(usecases::World& world);
std::vector<http::Endpoint> access_code_endpoints(usecases::World& world);
std::vector<http::Endpoint> payment_endpoints(usecases::World& world);
std::vector<http::Endpoint> application_endpoints(usecases::World& world);
std::vector<http::Endpoint> consent_endpoints(usecases::World& world);
/// The desk's calendar and the applicant's bookings in it.
std::vector<http::Endpoint> calendar_endpoints(usecases::World& world);
std::vector<http::Endpoint> validation_endpoints(usecases::World& world);
std::vector<http::Endpoint> account_domain_endpoints(usecases::World& world);
std::vector<http::Endpoint> domain_approval_endpoints(usecases::World& world);
std::vector<http::Endpoint> download_endpoints(usecases::World& world);
std::vector<http::Endpoint> session_endpoints(usecases::World& world);
std::vector<http::Endpoint> api_key_endpoints(usecases::World& world);

} // namespace portal
