#include "core/errors.h"
#include "domain/consent.h"
#include "domain/errors.h"
#include "storage/cases.h"
#include "usecases/audit.h"
#include "usecases/case_waiting.h"
#include "usecases/consent_links.h"
#include "usecases/field_problems.h"
#include "usecases/list_consents.h"

namespace usecases {
namespace {

core::Result<domain::Person> judge_person(const DraftPerson& person) {
  FieldProblems problems;
  const auto entered = to_person(person);
  const auto found = domain::person_problems(entered, "/person");
  for (const auto& problem : found) problems.add("/person", problem);
  TRY(problems.finish());
  return domain::normalize(entered);
}

/// The whole matrix once more, with the new person in the role.
core::Result<void> check_matrix(const ConsentAffair& affair, domain::ContactRole role, const domain::Person& person) {
  domain::Contacts contacts;
  for (const auto& contact : affair.contacts)
    if (const auto known = domain::parse_contact_role(contact.role)) contacts.of(*known) = to_person(contact);
  contacts.of(role) = person;
  FieldProblems problems;
  for (const auto& problem :
       domain::contact_problems(contacts, affair.organization.name, affair.product->level, affair.organization.at_most_ten_members))
    problems.add("/person", problem.error);
  return problems.finish();
}

core::Result<storage::ContactRow> put_person(storage::Transaction& tx, const ConsentAffair& affair, const std::string& role,
                                             const domain::Person& p, core::Instant now) {
  storage::ContactRow row{storage::ContactId::make(),
                          affair.application.account_id,
                          affair.application.id,
                          role,
                          p.family_name,
                          p.given_name,
                          p.family_kana,
                          p.given_kana,
                          p.employer,
                          p.department,
                          p.title,
                          p.email,
                          p.phone,
                          now};
  row.id = TRY(storage::put_contact(tx, row));
  return row;
}

/// The consent that the new person takes over: asked for, and not given.
core::Result<storage::ConsentRow> replaceable(storage::Transaction& tx, const storage::ApplicationId& id, const std::string& role) {
  for (auto& consent : TRY(storage::list_consents(tx, id)))
    if (consent.role == role && consent.status != "consented") return std::move(consent);
  return core::fail(domain::errors::consent_not_asked, {{"role", role}});
}

/// The old person's link stays for what else is asked of them; with nothing left it dies.
core::Result<void> let_go(storage::Transaction& tx, const storage::ConsentRow& old) {
  TRY(storage::replace_consent(tx, old.id));
  if (TRY(storage::list_consents_of_link(tx, old.link_id)).empty()) TRY(storage::revoke_consent_link(tx, old.link_id));
  return {};
}

core::Result<void> go_on(storage::Transaction& tx, const storage::ApplicationId& id, core::Instant now) {
  auto row = TRY(core::require(TRY(storage::find_case_of_application(tx, id)), core::errors::not_found));
  TRY(settle_waiting(tx, row, now));
  return storage::update_case(tx, row);
}

} // namespace

core::Result<ConsentList> replace_contact(World& world, const Actor& actor, const storage::ApplicationId& id, const std::string& role,
                                          const DraftPerson& person) {
  const auto now = world.clock.now();
  const auto wanted = TRY(core::require(domain::parse_contact_role(role), core::errors::not_found));
  return world.database.write([&](storage::Transaction& tx) -> core::Result<ConsentList> {
    const auto application = TRY(load_own_application(tx, actor, id));
    TRY(check_validations_open(application));
    const auto old = TRY(replaceable(tx, id, role));
    const auto judged = TRY(judge_person(person));
    auto affair = TRY(load_affair(tx, world, application));
    TRY(check_matrix(affair, wanted, judged));
    TRY(check_asked_rarely(tx, world, id, now));
    TRY(let_go(tx, old));
    const auto contact = TRY(put_person(tx, affair, role, judged, now));
    TRY(go_on(tx, id, now));
    affair.contacts = TRY(storage::list_contacts(tx, id));
    TRY(ask_person(tx, world, affair, {contact}, now));
    audit(tx, actor,
          {"contact_replaced", id.str(), application.account_id.str(), {{"role", role}, {"from", old.email}, {"to", contact.email}}}, now);
    return compose_consents(tx, world, application);
  });
}

} // namespace usecases
