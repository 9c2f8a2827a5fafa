#include "usecases/high_risk.h"

#include "core/errors.h"
#include "core/i18n.h"
#include "domain/errors.h"
#include "storage/jobs.h"
#include "storage/users.h"
#include "usecases/case_work.h"
#include "usecases/decided_case.h"
#include "usecases/errors.h"
#include "usecases/four_eyes.h"

namespace usecases {
namespace {

/// The refusal of one who had not seen the newest decision, as one that tells it; any other refusal as it is.
core::Error tell_newest(World& world, const Actor& actor, const HitDecisionRequest& request, const core::Error& refused) {
  if (refused.code != core::errors::version_stale && refused.code != domain::errors::hit_confirmed_already) return refused;
  const auto told = world.database.read([&](storage::Transaction& tx) -> core::Result<core::Error> {
    const auto hit = TRY(storage::load_hit(tx, request.id));
    if (!hit.decided_at || hit.decided_at == request.seen_decided_at) return refused;
    return tell_decision(tx, world, errors::decided_meanwhile,
                         {hit.decided_by, core::message(actor.language, "casefile", "hit_decision." + hit.decision), *hit.decided_at});
  });
  return told ? *told : told.error();
}

} // namespace

core::Result<HighRiskView> load_high_risk(storage::Transaction& tx, const storage::CaseId& id) {
  auto row = TRY(storage::load_case(tx, id));
  auto worked = TRY(load_four_eyes(tx, row));
  HighRiskView view{std::move(row), TRY(storage::list_hits(tx, id)), TRY(storage::list_screenings(tx, id)), {}, std::move(worked)};
  for (const auto& hit : view.hits)
    if (!hit.decided_by.empty() && !view.people.contains(hit.decided_by))
      view.people[hit.decided_by] = TRY(storage::load_user(tx, storage::UserId::stored(hit.decided_by))).name;
  return view;
}

core::Result<HighRiskView> view_high_risk(World& world, const storage::CaseId& id) {
  return world.database.read([&](storage::Transaction& tx) { return load_high_risk(tx, id); });
}

core::Result<void> may_decide_hit(const storage::CaseRow& row, const storage::HitRow& hit, const domain::FourEyes& worked,
                                  const std::string& user) {
  if (is_over(row)) return domain::refuse_move("case", row.status, "in_review");
  return domain::check_hit_decider(hit.decision, hit.decided_by, worked, user);
}

core::Result<storage::CaseId> decide_hit(World& world, const Actor& actor, const HitDecisionRequest& request) {
  const auto now = world.clock.now();
  auto decided = world.database.write([&](storage::Transaction& tx) -> core::Result<storage::CaseId> {
    auto hit = TRY(storage::load_hit(tx, request.id));
    const auto row = TRY(load_case_for(tx, hit.case_id, actor));
    TRY(may_decide_hit(row, hit, TRY(load_four_eyes(tx, row)), actor.id));
    TRY(domain::check_hit_decision(hit.decision, request.decision));
    hit.decision = domain::to_string(request.decision);
    hit.reason = request.reason;
    hit.decided_by = actor.id;
    hit.decided_at = now;
    TRY(storage::decide_hit(tx, hit, request.seen_decided_at));
    if (row.status == "approved" && request.decision != domain::HitDecision::confirmed)
      TRY(storage::upsert_job(tx, {"issue_application", row.application_id.str(), "{}", now}));
    audit_case(tx, actor, row, "hit_decided",
               {{"hit", hit.id.str()}, {"kind", hit.kind}, {"matched", hit.matched}, {"decision", hit.decision}, {"reason", hit.reason}},
               now);
    return row.id;
  });
  if (!decided) return core::fail(tell_newest(world, actor, request, decided.error()));
  return decided;
}

} // namespace usecases
