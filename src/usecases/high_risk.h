#pragma once

#include "domain/high_risk.h"
#include "storage/cases.h"
#include "storage/hits.h"
#include "usecases/world.h"

#include <map>
#include <optional>

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
  std::optional<core::Instant> seen_decided_at = {}; ///< of the decision that the asker saw; none: saw it undecided
};
/// Whether the user may decide on the hit of a case (domain::check_hit_decider), until it ends without a certificate.
core::Result<void> may_decide_hit(const storage::CaseRow& row, const storage::HitRow& hit, const domain::FourEyes& worked,
                                  const std::string& user);
/// The second specialist's written decision on a hit (C09): not the recommender's, not of one who gathered evidence, which deciding makes
/// nobody; a confirmed hit is lifted by another than who confirmed it. An approved case that waited for it is issued. `decided_meanwhile`
/// tells of a decision that the asker did not see. Returns the case.
core::Result<storage::CaseId> decide_hit(World& world, const Actor& actor, const HitDecisionRequest& request);

} // namespace usecases
