#pragma once

#include "domain/lei_csv.h"
#include "domain/register_comparison.h"

namespace domain {

/// Side by side with a row of the LEI file (C07): name, another name, registered number, address, country, postal code, and whether the row
/// is kept up (`status`, where everything but `ISSUED` is a difference to decide on). The names of entities in Japan meet as all spellings
/// of a Japanese company do; elsewhere legal forms stay apart.
std::vector<FieldComparison> compare_with_lei(const AppliedOrganization& applied, const LeiRow& registered);

} // namespace domain
