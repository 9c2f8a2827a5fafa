#include "usecases/high_risk.h"

#include "storage/jobs.h"
#include "storage/users.h"
#include "usecases/case_work.h"
#include "usecases/four_eyes.h"

namespace usecases {
namespace {

/// A case that ended takes no more decisions.
core::Result<void> check_goes_on(const storage::CaseRow& row) {
  if (row.status == "rejected" || row.status == "withdrawn") return domain::refuse_move("case", row.status, "in_review");
  return {};
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

core::Result<storage::CaseId> decide_hit(World& world, const Actor& actor, const HitDecisionRequest& request) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<storage::CaseId> {
    auto hit = TRY(storage::load_hit(tx, request.id));
    const auto row = TRY(load_case_for(tx, hit.case_id, actor));
    TRY(check_goes_on(row));
    TRY(domain::check_four_eyes(TRY(load_four_eyes(tx, row)), actor.id));
    hit.decision = domain::to_string(request.decision);
    hit.reason = request.reason;
    hit.decided_by = actor.id;
    hit.decided_at = now;
    TRY(storage::decide_hit(tx, hit));
    if (row.status == "approved" && request.decision != domain::HitDecision::confirmed)
      TRY(storage::upsert_job(tx, {"issue_application", row.application_id.str(), "{}", now}));
    audit_case(tx, actor, row, "hit_decided",
               {{"hit", hit.id.str()}, {"kind", hit.kind}, {"matched", hit.matched}, {"decision", hit.decision}, {"reason", hit.reason}},
               now);
    return row.id;
  });
}

} // namespace usecases
