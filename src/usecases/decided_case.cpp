#include "usecases/decided_case.h"

#include "core/errors.h"
#include "core/time.h"
#include "storage/case_file.h"
#include "storage/users.h"
#include "usecases/errors.h"

#include <algorithm>

namespace usecases {
namespace {

bool is_final(const std::string& status) {
  return status == "approved" || status == "rejected" || status == "withdrawn" || status == "lapsed";
}

} // namespace

core::Result<void> record_decision(storage::Transaction& tx, const Actor& actor, const DecisionToKeep& decision, core::Instant now) {
  return storage::insert_case_decision(tx, {storage::DecisionId::make(), decision.case_id, decision.kind, actor.id, decision.reason,
                                            boost::json::serialize(decision.facts), now});
}

core::Error tell_who_decided(World& world, const Actor& actor, const storage::CaseId& id, const core::Error& refused) {
  if (refused.code != core::errors::version_stale && refused.code != core::errors::illegal_transition) return refused;
  const auto told = world.database.read([&](storage::Transaction& tx) -> core::Result<core::Error> {
    const auto row = TRY(storage::load_case(tx, id));
    const auto decisions = TRY(storage::list_case_decisions(tx, id));
    if (!is_final(row.status) || decisions.empty()) return refused;
    const auto& last = decisions.back();
    const auto staff = TRY(storage::list_users(tx, storage::Tenant::any()));
    const auto user = std::ranges::find(staff, last.decided_by, [](const auto& who) { return who.id.str(); });
    return core::Error{errors::case_decided,
                       {{"name", user == staff.end() ? last.decided_by : user->name},
                        {"decision", core::message(actor.language, "codes", "decision." + last.kind)},
                        {"at", core::to_time_param(last.decided_at, world.calendar.zone())}},
                       {},
                       {}};
  });
  return told ? *told : told.error();
}

} // namespace usecases
