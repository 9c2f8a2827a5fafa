#include "usecases/account_organization.h"

#include "storage/accounts.h"

#include <algorithm>

namespace usecases {
namespace {

using domain::LegalEntity;

core::Result<std::vector<LegalEntity>> load_standing(storage::Transaction& tx, const storage::AccountId& account) {
  std::vector<LegalEntity> known;
  for (auto& row : TRY(storage::list_standing_organizations(tx, account)))
    known.push_back({std::move(row.name), std::move(row.corporate_number)});
  return known;
}

void check_known(const std::vector<LegalEntity>& known, const LegalEntity& wanted, std::string_view field, FieldProblems& problems) {
  const bool own = std::ranges::any_of(known, [&](const LegalEntity& one) { return is_same_entity(one, wanted); });
  if (!own) problems.add(field, errors::organization_differs, {{"organization", known.front().name}});
}

} // namespace

core::Result<void> check_orderer(World& world, const storage::AccountId& account, const LegalEntity& orderer, FieldProblems& problems) {
  if (core::is_blank(orderer.name)) return {};
  return world.database.read([&](storage::Transaction& tx) -> core::Result<void> {
    auto known = TRY(load_standing(tx, account));
    known.push_back({TRY(storage::load_account(tx, account)).name, {}});
    check_known(known, orderer, "/customer/organizationName", problems);
    return {};
  });
}

core::Result<void> check_applicant(storage::Transaction& tx, const storage::AccountId& account, const LegalEntity& applicant) {
  TRY(storage::hold_account(tx, account));
  const auto known = TRY(load_standing(tx, account));
  FieldProblems problems;
  if (!known.empty()) check_known(known, applicant, "/draft/organization/name", problems);
  return problems.finish();
}

} // namespace usecases
