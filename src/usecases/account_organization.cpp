#include "usecases/account_organization.h"

#include "domain/company_name.h"
#include "storage/accounts.h"

#include <algorithm>

namespace usecases {
namespace {

/// The account's own name first.
core::Result<std::vector<std::string>> load_names(storage::Transaction& tx, const storage::AccountId& account) {
  std::vector<std::string> names{TRY(storage::load_account(tx, account)).name};
  for (auto& organization : TRY(storage::list_organizations(tx, account)))
    if (organization.status == "vetted") names.push_back(std::move(organization.name));
  return names;
}

} // namespace

core::Result<void> check_organization(World& world, const storage::AccountId& account, const std::string& name, FieldProblems& problems) {
  if (core::is_blank(name)) return {};
  const auto names = TRY(world.database.read([&](storage::Transaction& tx) { return load_names(tx, account); }));
  const auto key = domain::company_name_key(name);
  const bool own = std::ranges::any_of(names, [&](const auto& known) { return domain::company_name_key(known) == key; });
  if (!own) problems.add("/customer/organizationName", errors::order_organization_differs, {{"organization", names.front()}});
  return {};
}

} // namespace usecases
