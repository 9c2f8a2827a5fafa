#pragma once

#include "core/i18n.h"
#include "usecases/case_view.h"
#include "usecases/record_register_check.h"

#include <boost/describe.hpp>

#include <optional>
#include <string>

namespace portal {

/// EV: how the application says that its organization is registered.
struct CaseRegistration {
  std::string business_category;
  std::string jurisdiction_country;
  std::string jurisdiction_state;
  std::string jurisdiction_locality;
  std::string registration_number;
  std::string certificate_street;
};
BOOST_DESCRIBE_STRUCT(CaseRegistration, (),
                      (business_category, jurisdiction_country, jurisdiction_state, jurisdiction_locality, registration_number,
                       certificate_street))

/// EV: what the register's entry tells; where it contradicts the application, `problem` says how and nothing else is told.
struct ComparedRegistration {
  std::string agency;
  std::string business_category;
  std::string jurisdiction;
  std::string serial_number;
  std::string problem;
};
BOOST_DESCRIBE_STRUCT(ComparedRegistration, (), (agency, business_category, jurisdiction, serial_number, problem))

std::optional<CaseRegistration> to_registration(const storage::OrganizationRow& row);
std::optional<ComparedRegistration> to_registration(const usecases::World& world, const usecases::RegisterComparison& comparison,
                                                    core::Language language);

} // namespace portal
