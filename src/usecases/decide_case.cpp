#include "usecases/decide_case.h"

#include "core/text.h"
#include "core/time.h"
#include "domain/errors.h"
#include "domain/issuance.h"
#include "storage/accounts.h"
#include "storage/applications.h"
#include "storage/case_file.h"
#include "storage/jobs.h"
#include "usecases/case_work.h"
#include "usecases/correlate_case.h"
#include "usecases/decided_case.h"
#include "usecases/errors.h"
#include "usecases/four_eyes.h"
#include "usecases/issuance_facts.h"
#include "usecases/issued_application.h"
#include "usecases/screening.h"

namespace usecases {
namespace {

core::Result<const domain::Product*> product_of(const World& world, storage::Transaction& tx, const storage::CaseRow& row) {
  const auto application = TRY(storage::load_application(tx, row.application_id, storage::Tenant::any()));
  return world.catalogue.product(application.product);
}

core::Result<storage::CaseRow> load_for(storage::Transaction& tx, const CaseDecision& decision, domain::CaseStatus to) {
  auto row = TRY(storage::load_case(tx, decision.id));
  TRY(check_case_version(row, decision.seen_version));
  TRY(domain::check_move(domain::parse_state<domain::CaseStatus>(row.status).value(), to));
  row.status = domain::to_string(to);
  return row;
}

/// Nobody relies on a document that no specialist has looked at.
core::Result<void> check_documents(storage::Transaction& tx, const storage::CaseId& id) {
  std::vector<std::string> names;
  for (const auto& file : TRY(storage::list_evidence_files(tx, id)))
    if (file.status == "unverified") names.push_back(file.file_name);
  if (names.empty()) return {};
  return core::fail(errors::evidence_unverified, {{"names", core::join(names, ", ")}});
}

/// What the screening met is for the second specialist to decide on, after this.
core::Result<void> check_evidence(World& world, storage::Transaction& tx, const storage::CaseRow& row, core::Instant now) {
  TRY(check_documents(tx, row.id));
  const auto& product = *TRY(product_of(world, tx, row));
  std::vector<std::pair<domain::Step, domain::StepStatus>> steps;
  for (const auto& step : TRY(storage::list_steps(tx, row.id)))
    steps.emplace_back(domain::parse_step(step.step).value(), domain::parse_state<domain::StepStatus>(step.status).value());
  TRY(domain::check_steps_done(product.level, steps));
  TRY(domain::check_differences(TRY(correlate_case(tx, row))));
  auto loaded = TRY(load_case_facts(tx, world, row, product));
  loaded.facts.denied_matches.clear(); // the second specialist decides on open hits
  return domain::first_problem(domain::evidence_problems(loaded.facts, world.rules, now));
}

/// Nobody recommends a case over a confirmed hit, nor one on whose hits he decided.
core::Result<void> check_hits_before_recommending(storage::Transaction& tx, const storage::CaseRow& row, const Actor& actor) {
  for (const auto& hit : TRY(storage::list_hits(tx, row.id))) {
    if (hit.decision == domain::to_string(domain::HitDecision::confirmed))
      return core::fail(domain::errors::denied_list_hit, {{"entries", hit.subject + " = " + hit.matched}});
    if (hit.decided_by == actor.id) return core::fail(domain::errors::four_eyes);
  }
  return {};
}

/// The organization's identity is established from now on, for as long as the rules let evidence be reused (C12).
core::Result<void> mark_vetted(storage::Transaction& tx, storage::OrganizationRow organization) {
  if (organization.status == "vetted") return {};
  organization.status = "vetted";
  return storage::update_organization(tx, organization);
}

core::Result<void> recommend(storage::Transaction& tx, World& world, const Actor& actor, const CaseDecision& decision) {
  const auto now = world.clock.now();
  auto row = TRY(load_for(tx, decision, domain::CaseStatus::in_review));
  TRY(check_not_own_application(tx, row, actor.id));
  TRY(check_evidence(world, tx, row, now));
  static_cast<void>(TRY(screen_case(tx, actor, row, ScreeningCause::recommendation, now)));
  TRY(check_hits_before_recommending(tx, row, actor));
  row.recommended_by = TRY(storage::UserId::parse(actor.id));
  row.recommended_at = now;
  TRY(storage::update_case(tx, row));
  TRY(record_decision(tx, actor, {decision.id, "recommended", decision.reason, {}}, now));
  audit_case(tx, actor, row, "case_recommended", {}, now);
  return {};
}

/// Four eyes, the review, and every requirement as it stands now; returns the organization.
core::Result<LoadedFacts> check_approval(World& world, storage::Transaction& tx, const Actor& actor, const storage::CaseRow& row,
                                         const CaseDecision& decision) {
  TRY(check_four_eyes(TRY(load_four_eyes(tx, row)), actor.id));
  TRY(check_not_own_application(tx, row, actor.id));
  if (!decision.reviewed || decision.reason.empty()) return core::fail(errors::correlation_not_reviewed);
  auto loaded = TRY(load_case_facts(tx, world, row, *TRY(product_of(world, tx, row))));
  TRY(domain::decide_issuance(loaded.facts, world.rules, world.clock.now()));
  return loaded;
}

core::Result<storage::ApplicationId> approve(storage::Transaction& tx, World& world, const Actor& actor, const CaseDecision& decision) {
  const auto now = world.clock.now();
  auto row = TRY(load_for(tx, decision, domain::CaseStatus::approved));
  row.approved_by = TRY(storage::UserId::parse(actor.id));
  row.approved_at = now;
  auto loaded = TRY(check_approval(world, tx, actor, row, decision));
  const auto rows = TRY(correlate_case(tx, row));
  TRY(domain::check_differences(rows));
  TRY(storage::update_case(tx, row));
  TRY(move_application(tx, row.application_id, domain::ApplicationStatus::approved));
  TRY(mark_vetted(tx, std::move(loaded.organization)));
  TRY(storage::upsert_job(tx, {"issue_application", row.application_id.str(), "{}", now + std::chrono::seconds{30}}));
  TRY(record_decision(tx, actor, {decision.id, "approved", decision.reason, {{"correlation", correlation_facts(rows)}}}, now));
  audit_case(tx, actor, row, "case_approved", {{"recommendedBy", row.recommended_by->str()}, {"review", decision.reason}}, now);
  return row.application_id;
}

core::Result<void> send_back(storage::Transaction& tx, World& world, const Actor& actor, const CaseDecision& decision) {
  const auto now = world.clock.now();
  auto row = TRY(storage::load_case(tx, decision.id));
  TRY(check_case_version(row, decision.seen_version));
  if (row.status != "in_review") return domain::refuse_move("case", row.status, "open");
  row.status = domain::to_string(domain::CaseStatus::open);
  const auto recommended_by = row.recommended_by ? row.recommended_by->str() : "";
  row.recommended_by.reset();
  row.recommended_at.reset();
  TRY(storage::update_case(tx, row));
  TRY(record_decision(tx, actor, {decision.id, "returned", decision.reason, {{"recommendedBy", recommended_by}}}, now));
  audit_case(tx, actor, row, "case_returned", {{"recommendedBy", recommended_by}, {"reason", decision.reason}}, now);
  return {};
}

/// In a transaction of its own: what it finds stays, though the approval is then refused.
core::Result<void> screen_before_approval(World& world, const Actor& actor, const CaseDecision& decision) {
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    const auto row = TRY(load_for(tx, decision, domain::CaseStatus::approved));
    static_cast<void>(TRY(screen_case(tx, actor, row, ScreeningCause::approval, world.clock.now())));
    return {};
  });
}

/// One of the decisions in a transaction of its own.
template <class Decide>
auto decide(World& world, const Actor& actor, const CaseDecision& decision, Decide make) {
  auto made = world.database.write([&](storage::Transaction& tx) { return make(tx, world, actor, decision); });
  using Made = decltype(made);
  if (made) return made;
  return Made(core::fail(tell_who_decided(world, actor, decision.id, made.error())));
}

} // namespace

core::Result<void> recommend_case(World& world, const Actor& actor, const CaseDecision& decision) {
  return decide(world, actor, decision, recommend);
}

core::Result<storage::ApplicationId> approve_case(World& world, const Actor& actor, const CaseDecision& decision) {
  const auto screened = screen_before_approval(world, actor, decision);
  if (!screened) return core::fail(tell_who_decided(world, actor, decision.id, screened.error()));
  return decide(world, actor, decision, approve);
}

core::Result<void> return_case(World& world, const Actor& actor, const CaseDecision& decision) {
  return decide(world, actor, decision, send_back);
}

} // namespace usecases
