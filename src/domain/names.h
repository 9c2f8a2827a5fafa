#pragma once

#include "domain/catalogue.h"
#include "domain/domain_name.h"

#include <string>
#include <vector>

namespace domain {

/// The names of a certificate and what they cost in licences (A03–A05, domain arithmetic of licences).
struct NamePlan {
  std::vector<DomainName> names;   ///< distinct, in the order given; the first becomes the common name
  std::vector<DomainName> covered; ///< names that a wildcard of the same certificate covers: no licence
  std::vector<DomainName> free;    ///< the free companion of Advantage
  int licences = 0;                ///< of which one is the product, the others extra names
  int extra_name_licences = 0;
};

/// Parses, removes duplicates and counts; refuses with the products that would allow the names.
core::Result<NamePlan> plan_names(const Product& product, const std::vector<std::string>& names, const Catalogue& catalogue,
                                  core::Language language);

} // namespace domain
