#include "usecases/check_contacts.h"

#include "domain/errors.h"
#include "usecases/order.h"
#include "usecases/stored_json.h"

namespace usecases {

core::Result<std::vector<ContactFinding>> check_contacts(World& world, const Actor& actor, const storage::ApplicationId& id,
                                                         const ContactsToCheck& contacts) {
  const auto row = TRY(world.database.read([&](storage::Transaction& tx) { return load_own_application(tx, actor, id); }));
  const auto& product = *TRY(world.catalogue.product(row.product));
  const auto organization = from_stored<Draft>(row.draft).organization.value_or(DraftOrganization{}).name;
  std::vector<ContactFinding> findings;
  for (const auto& problem :
       domain::contact_problems(to_contacts(contacts.people), organization, product.level, contacts.at_most_ten_members)) {
    if (problem.error.code == domain::errors::contact_missing) continue;
    ContactFinding finding{std::string(problem.error.code.name), core::describe(problem.error, actor.language), {}};
    for (const auto role : problem.roles) finding.roles.emplace_back(domain::to_string(role));
    findings.push_back(std::move(finding));
  }
  return findings;
}

} // namespace usecases
