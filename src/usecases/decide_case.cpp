#include "usecases/decide_case.h"

#include "domain/errors.h"
#include "domain/issuance.h"
#include "storage/accounts.h"
#include "storage/applications.h"
#include "storage/jobs.h"
#include "usecases/case_work.h"
#include "usecases/issuance_facts.h"
#include "usecases/issued_application.h"
#include "usecases/mail_about_case.h"
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

/// What the screening met is for the second specialist to decide on, after this.
core::Result<void> check_evidence(World& world, storage::Transaction& tx, const storage::CaseRow& row, core::Instant now) {
  const auto& product = *TRY(product_of(world, tx, row));
  std::vector<std::pair<domain::Step, domain::StepStatus>> steps;
  for (const auto& step : TRY(storage::list_steps(tx, row.id)))
    steps.emplace_back(domain::parse_step(step.step).value(), domain::parse_state<domain::StepStatus>(step.status).value());
  TRY(domain::check_steps_done(product.level, steps));
  auto facts = TRY(load_case_facts(tx, row, product)).facts;
  facts.denied_matches.clear();
  return domain::first_problem(domain::evidence_problems(facts, world.rules, now));
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

/// In a transaction of its own: what it finds stays, though the approval is then refused.
core::Result<void> screen_before_approval(World& world, const Actor& actor, const CaseDecision& decision) {
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    const auto row = TRY(load_for(tx, decision, domain::CaseStatus::approved));
    static_cast<void>(TRY(screen_case(tx, actor, row, ScreeningCause::approval, world.clock.now())));
    return {};
  });
}

} // namespace

core::Result<void> recommend_case(World& world, const Actor& actor, const CaseDecision& decision) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    auto row = TRY(load_for(tx, decision, domain::CaseStatus::in_review));
    TRY(check_evidence(world, tx, row, now));
    static_cast<void>(TRY(screen_case(tx, actor, row, ScreeningCause::recommendation, now)));
    TRY(check_hits_before_recommending(tx, row, actor));
    row.recommended_by = TRY(storage::UserId::parse(actor.id));
    row.recommended_at = now;
    TRY(storage::update_case(tx, row));
    audit_case(tx, actor, row, "case_recommended", {}, now);
    return {};
  });
}

core::Result<storage::ApplicationId> approve_case(World& world, const Actor& actor, const CaseDecision& decision) {
  const auto now = world.clock.now();
  TRY(screen_before_approval(world, actor, decision));
  return world.database.write([&](storage::Transaction& tx) -> core::Result<storage::ApplicationId> {
    auto row = TRY(load_for(tx, decision, domain::CaseStatus::approved));
    row.approved_by = TRY(storage::UserId::parse(actor.id));
    row.approved_at = now;
    auto loaded = TRY(load_case_facts(tx, row, *TRY(product_of(world, tx, row))));
    TRY(domain::decide_issuance(loaded.facts, world.rules, now));
    TRY(storage::update_case(tx, row));
    TRY(move_application(tx, row.application_id, domain::ApplicationStatus::approved));
    TRY(mark_vetted(tx, std::move(loaded.organization)));
    TRY(storage::upsert_job(tx, {"issue_application", row.application_id.str(), "{}", now + std::chrono::seconds{30}}));
    audit_case(tx, actor, row, "case_approved", {{"recommendedBy", row.recommended_by->str()}}, now);
    return row.application_id;
  });
}

core::Result<void> reject_case(World& world, const Actor& actor, const CaseDecision& decision) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    const auto row = TRY(load_for(tx, decision, domain::CaseStatus::rejected));
    TRY(storage::update_case(tx, row));
    auto application = TRY(storage::load_application(tx, row.application_id, storage::Tenant::any()));
    application.decision_reason = decision.reason;
    application.decided_at = now;
    TRY(storage::update_application(tx, application));
    TRY(move_application(tx, row.application_id, domain::ApplicationStatus::rejected));
    TRY(mail_application_rejected(tx, world, row.application_id, decision.reason));
    audit_case(tx, actor, row, "case_rejected", {{"reason", decision.reason}}, now);
    return {};
  });
}

} // namespace usecases
