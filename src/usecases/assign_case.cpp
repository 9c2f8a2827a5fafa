#include "usecases/assign_case.h"

#include "storage/users.h"
#include "usecases/case_work.h"
#include "usecases/errors.h"
#include "usecases/four_eyes.h"
#include "usecases/mail_about_case.h"

namespace usecases {
namespace {

/// A case is free, the actor's own to give, or taken over from the one whose it is.
core::Result<void> check_assignable(storage::Transaction& tx, const Actor& actor, const storage::CaseRow& row, const storage::UserId& to,
                                    const std::optional<storage::UserId>& take_over_from) {
  const auto& holder = row.assigned_to;
  if (!holder || *holder == to || holder->str() == actor.id || holder == take_over_from) return {};
  return core::fail(errors::case_assigned, {{"name", TRY(storage::load_user(tx, *holder)).name}});
}

core::Result<void> assign(World& world, const Actor& actor, const Assignment& assignment) {
  const auto now = world.clock.now();
  const auto assignee = assignment.to ? *assignment.to : TRY(storage::UserId::parse(actor.id));
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    auto row = TRY(load_case_for(tx, assignment.id, actor));
    const auto user = TRY(storage::load_user(tx, assignee));
    if (user.role != "specialist" && user.role != "approving_specialist") return core::fail(core::errors::not_found);
    TRY(check_not_own_application(tx, row, assignee.str()));
    TRY(check_assignable(tx, actor, row, assignee, assignment.take_over_from));
    row.assigned_to = assignee;
    TRY(storage::update_case(tx, row));
    audit_case(tx, actor, row, "case_assigned", {{"to", assignee.str()}}, now);
    return {};
  });
}

} // namespace

core::Result<void> assign_case(World& world, const Actor& actor, const Assignment& assignment) {
  auto assigned = assign(world, actor, assignment);
  if (assigned || assigned.error().code != core::errors::version_stale) return assigned;
  return assign(world, actor, assignment); // the case changed at the same moment: what was asked for is looked at anew
}

core::Result<void> add_case_note(World& world, const Actor& actor, const storage::CaseId& id, const CaseNote& note) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    const auto row = TRY(load_case_for(tx, id, actor));
    if (note.visible_to_applicant && is_over(row)) return core::fail(errors::case_over, {{"status", row.status}});
    const storage::NoteRow stored{storage::NoteId::make(), id, actor.id, note.text, note.visible_to_applicant, now};
    TRY(storage::insert_note(tx, stored));
    if (note.visible_to_applicant) TRY(mail_message_to_applicants(tx, world, row.application_id, note.text));
    audit_case(tx, actor, row, "case_note_added", {{"note", stored.id.str()}, {"visibleToApplicant", note.visible_to_applicant}}, now);
    return {};
  });
}

} // namespace usecases
