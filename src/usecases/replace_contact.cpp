#include "core/errors.h"
#include "domain/consent.h"
#include "domain/errors.h"
#include "storage/access_codes.h"
#include "storage/cases.h"
#include "storage/sessions.h"
#include "usecases/audit.h"
#include "usecases/call_slots.h"
#include "usecases/call_work.h"
#include "usecases/case_waiting.h"
#include "usecases/consent_links.h"
#include "usecases/errors.h"
#include "usecases/field_problems.h"
#include "usecases/list_consents.h"
#include "usecases/reopen_steps.h"

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

/// The old person's link stays for what else is asked of them; with nothing left it dies.
core::Result<void> let_go(storage::Transaction& tx, const storage::ConsentRow& old) {
  TRY(storage::replace_consent(tx, old.id));
  if (TRY(storage::list_consents_of_link(tx, old.link_id)).empty()) TRY(storage::revoke_consent_link(tx, old.link_id));
  return {};
}

/// Asks the holder of a role anew; what the role's person answered before is void.
core::Result<void> ask_anew(storage::Transaction& tx, const World& world, const ConsentAffair& affair, domain::ContactRole role,
                            core::Instant now) {
  const auto asked = domain::consent_roles(affair.product->level);
  if (std::ranges::find(asked, role) == asked.end()) return {};
  for (const auto& consent : TRY(storage::list_consents(tx, affair.application.id)))
    if (consent.role == domain::to_string(role)) TRY(let_go(tx, consent));
  const auto* contact = affair.contact(domain::to_string(role));
  return contact == nullptr ? core::Result<void>{} : ask_person(tx, world, affair, {*contact}, now);
}

/// Whoever vouched for the old person is asked about the new one.
core::Result<void> ask_all(storage::Transaction& tx, const World& world, const ConsentAffair& affair, domain::ContactRole role,
                           core::Instant now) {
  TRY(ask_anew(tx, world, affair, role, now));
  const auto voucher = domain::vouches_for(role);
  return voucher ? ask_anew(tx, world, affair, *voucher, now) : core::Result<void>{};
}

/// Calls that were to be made to the old person, or about them.
core::Result<void> call_off(storage::Transaction& tx, const World& world, const Actor& actor, const storage::CaseRow& row,
                            domain::ContactRole role) {
  for (const auto step : domain::calls_about(role)) {
    if (domain::contact_of(step) != role) continue;
    const auto call = TRY(find_open_call(tx, row.id, step));
    if (!call) continue;
    TRY(drop_call(tx, world, actor, *call));
    TRY(set_steps(tx, *call, domain::StepStatus::in_progress, world.clock.now()));
  }
  return {};
}

/// Whoever was the technical contact does not come in any more: but for the actor's own, sessions end, and a code that was sent is void.
core::Result<void> shut_out(storage::Transaction& tx, const Actor& actor, const storage::OrderId& order, const std::string& from,
                            const std::string& to) {
  if (domain::is_same_mailbox(from, to)) return {};
  static_cast<void>(TRY(storage::revoke_access_codes(tx, order)));
  return storage::delete_applicant_sessions(tx, order, actor.session_hash);
}

/// Nobody approves what the second specialist had not seen (C09).
core::Result<void> take_back_from_review(storage::Transaction& tx, const World& world, const Actor& actor,
                                         const storage::ContactRow& contact, storage::CaseRow& row) {
  if (row.status == domain::to_string(domain::CaseStatus::in_review))
    TRY(take_back(tx, actor, row,
                  {errors::contact_changed_meanwhile, {{"role", contact.role}, {"person", to_person(contact).full_name()}}, {}, {}},
                  world.clock.now()));
  return {};
}

} // namespace

core::Result<ConsentList> replace_contact(World& world, const Actor& actor, const storage::ApplicationId& id, const std::string& role,
                                          const DraftPerson& person) {
  const auto now = world.clock.now();
  const auto wanted = TRY(core::require(domain::parse_contact_role(role), core::errors::not_found));
  return world.database.write([&](storage::Transaction& tx) -> core::Result<ConsentList> {
    const auto application = TRY(load_own_application(tx, actor, id));
    TRY(check_validations_open(application));
    const auto judged = TRY(judge_person(person));
    auto affair = TRY(load_affair(tx, world, application));
    const auto* old = affair.contact(role);
    if (old == nullptr) return core::fail(domain::errors::consent_not_asked, {{"role", role}});
    const auto from = old->email;
    TRY(check_matrix(affair, wanted, judged));
    TRY(check_asked_rarely(tx, world, id, now));
    auto row = TRY(core::require(TRY(storage::find_case_of_application(tx, id)), core::errors::not_found));
    TRY(call_off(tx, world, actor, row, wanted)); // first: who was to be called is told
    TRY(reopen_steps(tx, row, domain::calls_about(wanted), now));
    const auto contact = TRY(put_person(tx, affair, role, judged, now));
    affair.contacts = TRY(storage::list_contacts(tx, id));
    if (wanted == domain::ContactRole::technical) TRY(shut_out(tx, actor, application.order_id, from, contact.email));
    TRY(ask_all(tx, world, affair, wanted, now));
    TRY(take_back_from_review(tx, world, actor, contact, row));
    TRY(settle_waiting(tx, world, row));
    TRY(storage::update_case(tx, row));
    audit(tx, actor, {"contact_replaced", id.str(), application.account_id.str(), {{"role", role}, {"from", from}, {"to", contact.email}}},
          now);
    return compose_consents(tx, world, application);
  });
}

} // namespace usecases
