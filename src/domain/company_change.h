#pragma once

#include "core/result.h"

#include <span>
#include <string>

namespace domain {

/// A legal entity as its register shows it today.
struct RegisteredCompany {
  std::string name;
  std::string since = {}; ///< `YYYY-MM-DD` from which, at the latest, it has this name; empty where the register tells no day
  bool active = true;
};

/// Whether what was established under these names still stands for the entity (C07, D07): `organization_not_active` where the register
/// has closed it; `company_name_changed` where it has none of the names any more, however a name is spelled.
core::Result<void> check_same_company(std::span<const std::string> names, const RegisteredCompany& registered);

} // namespace domain
