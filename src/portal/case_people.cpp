#include "portal/case_people.h"

#include "domain/contacts.h"
#include "portal/case_records.h"
#include "usecases/contact_person.h"

#include <algorithm>

namespace portal {
namespace {

domain::Contacts contacts_of(const usecases::CaseView& view) {
  domain::Contacts contacts;
  for (const auto& contact : view.contacts)
    if (const auto role = domain::parse_contact_role(contact.role)) contacts.of(*role) = usecases::to_person(contact);
  return contacts;
}

/// The claim, and what the newest register record decided about it.
domain::TenMembers ten_members_of(const usecases::CaseView& view) {
  if (!view.organization.at_most_ten_members) return domain::TenMembers::no;
  auto known = domain::TenMembers::claimed;
  for (const auto& record : view.records) {
    if (record.kind != "register") continue;
    const auto fields = compared_of(record);
    const auto members = std::ranges::find(fields, "members", &RecordedField::field);
    if (members != fields.end() && members->accepted) known = *members->accepted ? domain::TenMembers::confirmed : domain::TenMembers::no;
  }
  return known;
}

} // namespace

domain::ValidationLevel level_of(const usecases::World& world, const std::string& id) {
  const auto product = world.catalogue.product(id);
  return product ? (*product)->level : domain::ValidationLevel::ov;
}

std::vector<PersonConflict> to_conflicts(const usecases::World& world, const usecases::CaseView& view, core::Language language) {
  std::vector<PersonConflict> list;
  for (const auto& problem : domain::contact_problems(contacts_of(view), view.organization.name, level_of(world, view.application.product),
                                                      view.organization.at_most_ten_members))
    list.push_back({std::string(problem.error.code.name), core::describe(problem.error, language)});
  return list;
}

std::vector<PersonPairDto> to_pairs(const usecases::CaseView& view) {
  std::vector<PersonPairDto> list;
  for (const auto& pair : domain::person_pairs(contacts_of(view), ten_members_of(view)))
    list.push_back({std::string(to_string(pair.a)), std::string(to_string(pair.b)), std::string(to_string(pair.standing))});
  return list;
}

} // namespace portal
