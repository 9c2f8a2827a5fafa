#pragma once

#include "domain/vetting.h"

#include <string>
#include <string_view>
#include <vector>

namespace domain {

/// A document that a specialist put into the case.
struct ProvingDocument {
  std::string id;
  std::string category;
};

/// What a specialist noted of a telephone number.
struct NumberFinding {
  NumberSource source{};
  std::string number;
  std::string evidence;
};

/// A number that the applicant claims is not independent by being entered once more (C08, EVG 3.2.2.5): its evidence names the address of
/// a page, or a document of the case that can show the source, by its id. `number_proof_missing` otherwise.
core::Result<void> check_number_proof(const NumberFinding& finding, const std::vector<ProvingDocument>& documents);

} // namespace domain
