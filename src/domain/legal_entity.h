#pragma once

#include <string>

namespace domain {

/// What tells organizations apart.
struct LegalEntity {
  std::string name;
  std::string corporate_number; ///< empty where unknown
};

/// By corporate number where both have one, otherwise by name, however spelled.
bool is_same_entity(const LegalEntity& a, const LegalEntity& b);

} // namespace domain
