#include "portal/registration_dtos.h"

#include <algorithm>

namespace portal {

std::optional<CaseRegistration> to_registration(const storage::OrganizationRow& row) {
  if (row.business_category.empty()) return std::nullopt;
  return CaseRegistration{row.business_category,     row.jurisdiction_country, row.jurisdiction_state,
                          row.jurisdiction_locality, row.registration_number,  row.certificate_street};
}

std::optional<ComparedRegistration> to_registration(const usecases::World& world, const usecases::RegisterComparison& comparison,
                                                    core::Language language) {
  if (!comparison.registration) return std::nullopt;
  if (!*comparison.registration)
    return ComparedRegistration{.agency = {},
                                .business_category = {},
                                .jurisdiction = {},
                                .serial_number = {},
                                .problem = core::describe(comparison.registration->error(), language)};
  const auto& identity = comparison.registration->value();
  const auto agency = std::ranges::find(world.agencies->all(), identity.agency, &policy::RegistrationAgency::id);
  return ComparedRegistration{.agency = language == core::Language::ja ? agency->name_ja : agency->name_en,
                              .business_category = std::string(domain::to_string(identity.category)),
                              .jurisdiction = domain::describe(identity.jurisdiction),
                              .serial_number = identity.serial_number,
                              .problem = {}};
}

} // namespace portal
