#include "portal/api.h"

#include "portal/cases_api.h"
#include "portal/certificates_api.h"
#include "portal/resources.h"

namespace portal {
namespace {

std::vector<http::Endpoint> served_by(usecases::World& world, http::Listener listener) {
  auto endpoints = all_endpoints(world);
  std::erase_if(endpoints, [&](const http::Endpoint& endpoint) { return !endpoint.spec.listeners.contains(listener); });
  return endpoints;
}

} // namespace

std::vector<http::Endpoint> all_endpoints(usecases::World& world) {
  std::vector<http::Endpoint> all;
  for (auto* resource : {&product_endpoints,        &agency_endpoints,          &csr_endpoints,
                         &quote_endpoints,          &order_endpoints,           &payment_endpoints,
                         &application_endpoints,    &consent_endpoints,         &validation_endpoints,
                         &account_domain_endpoints, &domain_approval_endpoints, &download_endpoints,
                         &session_endpoints,        &certificate_endpoints,     &api_key_endpoints,
                         &case_endpoints,           &evidence_endpoints,        &question_endpoints,
                         &call_endpoints,           &calendar_endpoints,        &audit_endpoints,
                         &case_ending_endpoints,    &case_step_endpoints,       &desk_report_endpoints,
                         &access_code_endpoints,    &high_risk_endpoints,       &denied_list_endpoints,
                         &audit_sample_endpoints,   &retention_endpoints})
    for (auto& endpoint : resource(world)) all.push_back(std::move(endpoint));
  return all;
}

std::vector<http::Endpoint> public_endpoints(usecases::World& world) { return served_by(world, http::Listener::public_site); }
std::vector<http::Endpoint> desk_endpoints(usecases::World& world) { return served_by(world, http::Listener::desk); }

} // namespace portal
