#include "usecases/registration_facts.h"

#include <algorithm>

namespace usecases {

RegistrationFacts registration_facts(const domain::EvIdentity& identity, const policy::RegistrationAgencies& agencies) {
  const auto agency = std::ranges::find(agencies.all(), identity.agency, &policy::RegistrationAgency::id);
  return {identity.agency,
          agency == agencies.all().end() ? "" : agency->name_en,
          agencies.version(),
          agencies.sha256(),
          std::string(domain::to_string(identity.category)),
          identity.jurisdiction.country,
          identity.jurisdiction.state,
          identity.jurisdiction.locality,
          identity.serial_number};
}

std::optional<domain::EvIdentity> identity_of(const RegistrationFacts& facts) {
  const auto category = domain::parse_business_category(facts.businessCategory);
  if (!category) return std::nullopt;
  return domain::EvIdentity{
      facts.agency, *category, {facts.jurisdictionCountry, facts.jurisdictionState, facts.jurisdictionLocality}, facts.serialNumber};
}

} // namespace usecases
