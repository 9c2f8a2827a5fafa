#include "domain/company_change.h"

#include "domain/company_name.h"
#include "domain/errors.h"

#include <algorithm>

namespace domain {

core::Result<void> check_same_company(std::span<const std::string> names, const RegisteredCompany& registered) {
  if (!registered.active) return core::fail(errors::organization_not_active);
  const auto key = company_name_key(registered.name);
  if (std::ranges::any_of(names, [&](const auto& name) { return company_name_key(name) == key; })) return {};
  return core::fail(errors::company_name_changed, {{"old", names.empty() ? std::string() : names.front()},
                                                   {"new", registered.name},
                                                   {"since", registered.since.empty() ? "—" : registered.since}});
}

} // namespace domain
