#include "usecases/assign_case.h"

#include "storage/users.h"
#include "usecases/case_work.h"
#include "usecases/errors.h"
#include "usecases/four_eyes.h"
#include "usecases/mail_about_case.h"

namespace usecases {
namespace {

/// Ended without a certificate: nobody waits for word any more.
bool is_over(const storage::CaseRow& row) { return row.status == "rejected" || row.status == "withdrawn" || row.status == "lapsed"; }

} // namespace

core::Result<void> assign_case(World& world, const Actor& actor, const storage::CaseId& id, const std::optional<storage::UserId>& to) {
  const auto now = world.clock.now();
  const auto assignee = to ? *to : TRY(storage::UserId::parse(actor.id));
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    auto row = TRY(load_case_for(tx, id, actor));
    const auto user = TRY(storage::load_user(tx, assignee));
    if (user.role != "specialist" && user.role != "approving_specialist") return core::fail(core::errors::not_found);
    TRY(check_not_own_application(tx, row, assignee.str()));
    row.assigned_to = assignee;
    TRY(storage::update_case(tx, row));
    audit_case(tx, actor, row, "case_assigned", {{"to", assignee.str()}}, now);
    return {};
  });
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
