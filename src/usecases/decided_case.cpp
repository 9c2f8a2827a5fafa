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

core::Result<core::Error> tell_decision(storage::Transaction& tx, const World& world, const core::ErrorCode& code,
                                        const EarlierDecision& earlier) {
  const auto staff = TRY(storage::list_users(tx, storage::Tenant::any()));
  const auto user = std::ranges::find(staff, earlier.decided_by, [](const auto& who) { return who.id.str(); });
  return core::Error{code,
                     {{"name", user == staff.end() ? earlier.decided_by : user->name},
                      {"decision", earlier.decision},
                      {"at", core::to_time_param(earlier.at, world.calendar.zone())}},
                     {},
                     {}};
}

core::Error tell_who_decided(World& world, const Actor& actor, const storage::CaseId& id, const core::Error& refused) {
  if (refused.code != core::errors::version_stale && refused.code != core::errors::illegal_transition) return refused;
  const auto told = world.database.read([&](storage::Transaction& tx) -> core::Result<core::Error> {
    const auto row = TRY(storage::load_case(tx, id));
    const auto decisions = TRY(storage::list_case_decisions(tx, id));
    if (!is_final(row.status) || decisions.empty()) return refused;
    const auto& last = decisions.back();
    return tell_decision(tx, world, errors::case_decided,
                         {last.decided_by, core::message(actor.language, "codes", "decision." + last.kind), last.decided_at});
  });
  return told ? *told : told.error();
}

} // namespace usecases
