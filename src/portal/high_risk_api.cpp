#include "domain/states.h"
#include "http/dto.h"
#include "portal/action.h"
#include "portal/actor.h"
#include "portal/cases_api.h"
#include "usecases/high_risk.h"

namespace portal {
namespace {

using http::Call;
using http::Reply;
using http::Role;
using usecases::World;

struct CaseHit {
  std::string id;
  std::string kind;
  std::string subject;
  std::string matched;
  std::string entry_id;
  std::string source;
  std::int64_t score = 0;
  core::Instant found_at{};
  std::string decision;
  std::string reason;
  std::optional<std::string> decided_by_name;
  std::optional<core::Instant> decided_at;
  bool in_the_way = false;
  Action decide;
};
BOOST_DESCRIBE_STRUCT(CaseHit, (),
                      (id, kind, subject, matched, entry_id, source, score, found_at, decision, reason, decided_by_name, decided_at,
                       in_the_way, decide))
struct CaseScreening {
  std::string cause;
  std::int64_t entries = 0;
  std::int64_t hits = 0;
  std::int64_t new_hits = 0;
  core::Instant at{};
};
BOOST_DESCRIBE_STRUCT(CaseScreening, (), (cause, entries, hits, new_hits, at))
struct HighRisk {
  std::string case_id;
  std::vector<CaseHit> hits;
  std::vector<CaseScreening> screenings;
};
BOOST_DESCRIBE_STRUCT(HighRisk, (), (case_id, hits, screenings))

struct HitDecisionBody {
  std::string decision;
  std::string reason;
  std::optional<core::Instant> seen_decided_at;
  static constexpr std::array rules{http::Rule{.field = "decision", .one_of = "false_positive|accepted|confirmed"},
                                    http::Rule{.field = "reason", .min_length = 1, .max_length = 4000, .multiline = true}};
  static std::string dto_name() { return "HitDecisionRequest"; }
};
BOOST_DESCRIBE_STRUCT(HitDecisionBody, (), (decision, reason, seen_decided_at))

CaseHit to_dto(const usecases::HighRiskView& view, const storage::HitRow& row, const http::CallContext& call) {
  CaseHit dto{row.id.str(),
              row.kind,
              row.subject,
              row.matched,
              row.entry_id,
              row.source,
              row.score,
              row.found_at,
              row.decision,
              row.reason,
              std::nullopt,
              row.decided_at,
              !domain::is_cleared(row.decision, row.decided_by, view.worked),
              make_action("decide", usecases::may_decide_hit(view.row, row, view.worked, call.principal.user_id), call.language)};
  if (const auto name = view.people.find(row.decided_by); name != view.people.end()) dto.decided_by_name = name->second;
  return dto;
}

core::Result<Reply<HighRisk>> shown(World& world, const http::CallContext& call, const storage::CaseId& id) {
  const auto view = TRY(usecases::view_high_risk(world, id));
  HighRisk dto{id.str(), {}, {}};
  for (const auto& hit : view.hits) dto.hits.push_back(to_dto(view, hit, call));
  for (const auto& row : view.screenings) dto.screenings.push_back({row.cause, row.entries, row.hits, row.new_hits, row.at});
  return dto;
}

core::Result<Reply<HighRisk>> get_high_risk(World& world, const Call<>& call) {
  return shown(world, call, TRY(call.id<storage::CaseId>()));
}

core::Result<Reply<HighRisk>> decide_hit(World& world, const Call<HitDecisionBody>& call) {
  const auto id = TRY(usecases::decide_hit(world, actor_of(call),
                                           {TRY(call.id<storage::HitId>()), domain::parse_hit_decision(call.body.decision).value(),
                                            call.body.reason, call.body.seen_decided_at}));
  return shown(world, call, id);
}

constexpr auto readers = http::allow::staff(Role::specialist) | http::allow::staff(Role::officer, Role::staff_auditor);

} // namespace

std::vector<http::Endpoint> high_risk_endpoints(World& world) {
  using enum http::Method;
  const auto desk = http::on::desk;
  return {
      http::endpoint({.id = "getHighRisk",
                      .method = get,
                      .path = "/cases/{id}/high-risk",
                      .summary = "Show what the high-risk screening of a case met",
                      .permission = readers,
                      .listeners = desk,
                      .tag = "cases"},
                     world, &get_high_risk),
      http::endpoint({.id = "decideHit",
                      .method = post,
                      .path = "/hits/{id}/decisions",
                      .summary = "Decide on a hit of the screening as the second specialist",
                      .permission = http::allow::staff(Role::approving_specialist),
                      .listeners = desk,
                      .tag = "cases",
                      .needs_second_factor = true},
                     world, &decide_hit),
  };
}

} // namespace portal
