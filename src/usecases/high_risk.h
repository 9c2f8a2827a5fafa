#pragma once

#include "domain/high_risk.h"
#include "storage/cases.h"
#include "storage/hits.h"
#include "usecases/world.h"

#include <map>

namespace usecases {

/// What the screening met in a case, and who may decide on it.
struct HighRiskView {
  storage::CaseRow row;
  std::vector<storage::HitRow> hits;
  std::vector<storage::ScreeningRow> screenings;
  std::map<std::string, std::string> people; ///< names of users, by id
  domain::FourEyes worked;
};
core::Result<HighRiskView> load_high_risk(storage::Transaction& tx, const storage::CaseId& id);
core::Result<HighRiskView> view_high_risk(World& world, const storage::CaseId& id);

struct HitDecisionRequest {
  storage::HitId id;
  domain::HitDecision decision{};
  std::string reason;
};
/// The second specialist's written decision on a hit (C09): not the recommender's, not of one who gathered evidence, which deciding makes
/// nobody. An approved case that waited for it is issued. Returns the case.
core::Result<storage::CaseId> decide_hit(World& world, const Actor& actor, const HitDecisionRequest& request);

} // namespace usecases
