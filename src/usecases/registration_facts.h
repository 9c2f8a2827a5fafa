#pragma once

#include "domain/ev_identity.h"

#include <boost/describe.hpp>

#include <optional>
#include <string>

namespace usecases {

/// What a register record keeps of an EV registration, under the names its readers see.
struct RegistrationFacts {
  std::string agency;
  std::string agencyName;
  std::string listVersion; ///< of the agencies, with its SHA-256
  std::string listSha256;
  std::string businessCategory;
  std::string jurisdictionCountry;
  std::string jurisdictionState;
  std::string jurisdictionLocality;
  std::string serialNumber;
};
BOOST_DESCRIBE_STRUCT(RegistrationFacts, (),
                      (agency, agencyName, listVersion, listSha256, businessCategory, jurisdictionCountry, jurisdictionState,
                       jurisdictionLocality, serialNumber))

RegistrationFacts registration_facts(const domain::EvIdentity& identity, const policy::RegistrationAgencies& agencies);
std::optional<domain::EvIdentity> identity_of(const RegistrationFacts& facts);

} // namespace usecases
