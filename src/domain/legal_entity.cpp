#include "domain/legal_entity.h"

#include "domain/company_name.h"

namespace domain {

bool is_same_entity(const LegalEntity& a, const LegalEntity& b) {
  if (!a.corporate_number.empty() && !b.corporate_number.empty()) return a.corporate_number == b.corporate_number;
  return company_name_key(a.name) == company_name_key(b.name);
}

} // namespace domain
