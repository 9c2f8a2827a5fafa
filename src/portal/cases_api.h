#pragma once

#include "http/endpoint.h"
#include "usecases/world.h"

#include <vector>

namespace portal {

/// The vetting desk: queue, case, evidence, decisions.
std::vector<http::Endpoint> case_endpoints(usecases::World& world);
/// Rejection and withdrawal.
std::vector<http::Endpoint> case_ending_endpoints(usecases::World& world);
std::vector<http::Endpoint> case_step_endpoints(usecases::World& world);
/// How the desk stands, and how it did.
std::vector<http::Endpoint> desk_report_endpoints(usecases::World& world);
/// High risk: what the screening met, and decisions on it.
std::vector<http::Endpoint> high_risk_endpoints(usecases::World& world);
/// Whom and what applications are held against.
std::vector<http::Endpoint> denied_list_endpoints(usecases::World& world);
/// The auditor's view: samples and case files.
std::vector<http::Endpoint> audit_sample_endpoints(usecases::World& world);
/// How long records are kept, and their end.
std::vector<http::Endpoint> retention_endpoints(usecases::World& world);
/// Documents, the correlation sheet, and the case's history.
std::vector<http::Endpoint> evidence_endpoints(usecases::World& world);
/// Questions to the applicant and their answers.
std::vector<http::Endpoint> question_endpoints(usecases::World& world);
/// The desk's telephone queue.
std::vector<http::Endpoint> call_endpoints(usecases::World& world);

} // namespace portal
