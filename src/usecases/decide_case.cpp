#include "usecases/decide_case.h"

#include "core/text.h"
#include "core/time.h"
#include "domain/errors.h"
#include "domain/issuance.h"
#include "storage/accounts.h"
#include "storage/applications.h"
#include "storage/case_file.h"
#include "storage/jobs.h"
#include "usecases/case_waiting.h"
#include "usecases/case_work.h"
#include "usecases/check_evidence.h"
#include "usecases/correlate_case.h"
#include "usecases/decided_case.h"
#include "usecases/errors.h"
#include "usecases/four_eyes.h"
#include "usecases/issuance_facts.h"
#include "usecases/issued_application.h"
#include "usecases/mail_about_return.h"
#include "usecases/screening.h"

namespace usecases {
namespace {

core::Result<storage::CaseRow> load_for(storage::Transaction& tx, const Actor& actor, const CaseDecision& decision, domain::CaseStatus to) {
  auto row = TRY(load_case_for(tx, decision.id, actor));
  TRY(check_case_version(row, decision.seen_version));
  TRY(domain::check_case_move(domain::parse_state<domain::CaseStatus>(row.status).value(), to));
  row.status = domain::to_string(to);
  return row;
}

/// The organization's identity is established from now on, for as long as the rules let evidence be reused (C12).
core::Result<void> mark_vetted(storage::Transaction& tx, storage::OrganizationRow organization) {
  if (organization.status == "vetted") return {};
  organization.status = "vetted";
  return storage::update_organization(tx, organization);
}

core::Result<void> recommend(storage::Transaction& tx, World& world, const Actor& actor, const CaseDecision& decision) {
  const auto now = world.clock.now();
  auto row = TRY(load_for(tx, actor, decision, domain::CaseStatus::in_review));
  TRY(check_evidence(tx, world, row, now));
  static_cast<void>(TRY(screen_case(tx, actor, row, ScreeningCause::recommendation, now)));
  TRY(check_recommender(tx, row, actor.id));
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
  TRY(domain::check_four_eyes(TRY(load_four_eyes(tx, row)), actor.id));
  if (!decision.reviewed || decision.reason.empty()) return core::fail(errors::correlation_not_reviewed);
  TRY(check_evidence(tx, world, row, world.clock.now()));
  auto loaded = TRY(load_case_facts(tx, world, row, *TRY(product_of_case(tx, world, row))));
  TRY(domain::decide_issuance(loaded.facts, world.rules, world.clock.now()));
  return loaded;
}

core::Result<storage::ApplicationId> approve(storage::Transaction& tx, World& world, const Actor& actor, const CaseDecision& decision) {
  const auto now = world.clock.now();
  auto row = TRY(load_for(tx, actor, decision, domain::CaseStatus::approved));
  row.approved_by = TRY(storage::UserId::parse(actor.id));
  row.approved_at = now;
  auto loaded = TRY(check_approval(world, tx, actor, row, decision));
  const auto rows = TRY(correlate_case(tx, row));
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
  auto row = TRY(load_case_for(tx, decision.id, actor));
  TRY(check_case_version(row, decision.seen_version));
  if (row.status != "in_review") return domain::refuse_move("case", row.status, "open");
  row.status = domain::to_string(domain::CaseStatus::open);
  const auto recommender = row.recommended_by;
  const auto recommended_by = recommender ? recommender->str() : "";
  row.recommended_by.reset();
  row.recommended_at.reset();
  TRY(settle_waiting(tx, world, row));
  TRY(storage::update_case(tx, row));
  TRY(record_decision(tx, actor, {decision.id, "returned", decision.reason, {{"recommendedBy", recommended_by}}}, now));
  audit_case(tx, actor, row, "case_returned", {{"recommendedBy", recommended_by}, {"reason", decision.reason}}, now);
  if (!recommender) return {};
  return mail_case_returned(tx, world, {row, *recommender, actor.id, decision.reason}, now);
}

/// In a transaction of its own: what it finds stays, though the approval is then refused.
core::Result<void> screen_before_approval(World& world, const Actor& actor, const CaseDecision& decision) {
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    const auto row = TRY(load_for(tx, actor, decision, domain::CaseStatus::approved));
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
