#pragma once

#include "domain/catalogue.h"
#include "policy/agencies.h"

#include <string>
#include <vector>

namespace domain {

/// What a subject can say; the signer's encoding puts it in order (BR 7.1.4.2).
enum class SubjectPart : std::uint8_t {
  jurisdiction_country,
  jurisdiction_state,
  jurisdiction_locality,
  business_category,
  serial_number,
  country,
  state,
  locality,
  postal_code,
  street,
  organization,
  common_name
};

struct SubjectFacts {
  ValidationLevel level = ValidationLevel::ov;
  std::string country;
  std::string state;
  std::string locality;
  std::string postal_code; ///< EV only
  std::string street;      ///< EV only; without it the postal code stays out too
  std::string organization;
  std::string common_name; ///< left out where it has more than 64 characters: the names are what counts
  policy::Jurisdiction jurisdiction;
  std::string business_category;
  std::string serial_number;
};

struct SubjectEntry {
  SubjectPart part{};
  std::string value;
  friend bool operator==(const SubjectEntry&, const SubjectEntry&) = default;
};

/// The subject of a certificate of that level, in the order in which it is written (A14). Empty parts are left out.
std::vector<SubjectEntry> subject_of(const SubjectFacts& facts);

} // namespace domain
