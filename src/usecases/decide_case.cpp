#include "usecases/decide_case.h"

#include "core/text.h"
#include "core/time.h"
#include "domain/issuance.h"
#include "storage/accounts.h"
#include "storage/applications.h"
#include "storage/case_file.h"
#include "storage/jobs.h"
#include "storage/users.h"
#include "usecases/case_work.h"
#include "usecases/correlate_case.h"
#include "usecases/errors.h"
#include "usecases/four_eyes.h"
#include "usecases/issuance_facts.h"
#include "usecases/issued_application.h"
#include "usecases/mail_about_case.h"
#include "usecases/questions.h"

#include <algorithm>

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

core::Result<void> check_evidence(World& world, storage::Transaction& tx, const storage::CaseRow& row, core::Instant now) {
  TRY(check_documents(tx, row.id));
  const auto& product = *TRY(product_of(world, tx, row));
  std::vector<std::pair<domain::Step, domain::StepStatus>> steps;
  for (const auto& step : TRY(storage::list_steps(tx, row.id)))
    steps.emplace_back(domain::parse_step(step.step).value(), domain::parse_state<domain::StepStatus>(step.status).value());
  TRY(domain::check_steps_done(product.level, steps));
  TRY(domain::check_differences(TRY(correlate_case(tx, row))));
  return domain::first_problem(domain::evidence_problems(TRY(load_case_facts(tx, row, product)).facts, world.rules, now));
}

bool is_final(const std::string& status) { return status == "approved" || status == "rejected" || status == "withdrawn"; }

/// The refusal of one who came too late tells who decided and when.
core::Result<void> tell_who_decided(World& world, const Actor& actor, const storage::CaseId& id, const core::Error& refused) {
  if (refused.code != core::errors::version_stale && refused.code != core::errors::illegal_transition) return core::fail(refused);
  return world.database.read([&](storage::Transaction& tx) -> core::Result<void> {
    const auto row = TRY(storage::load_case(tx, id));
    const auto decisions = TRY(storage::list_case_decisions(tx, id));
    if (!is_final(row.status) || decisions.empty()) return core::fail(refused);
    const auto& last = decisions.back();
    const auto staff = TRY(storage::list_users(tx, storage::Tenant::any()));
    const auto user = std::ranges::find(staff, last.decided_by, [](const auto& who) { return who.id.str(); });
    const auto language = core::to_string(actor.language);
    return core::fail(errors::case_decided, {{"name", user == staff.end() ? last.decided_by : user->name},
                                             {"decision", core::message(actor.language, "codes", "decision." + last.kind)},
                                             {"at", core::to_local_text(last.decided_at, world.calendar.zone(), language)}});
  });
}

core::Result<void> record_decision(storage::Transaction& tx, const Actor& actor, const CaseDecision& decision, std::string_view kind,
                                   boost::json::object facts, core::Instant now) {
  return storage::insert_case_decision(
      tx, {storage::DecisionId::make(), decision.id, std::string(kind), actor.id, decision.reason, boost::json::serialize(facts), now});
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
  row.recommended_by = TRY(storage::UserId::parse(actor.id));
  row.recommended_at = now;
  TRY(storage::update_case(tx, row));
  TRY(record_decision(tx, actor, decision, "recommended", {}, now));
  audit_case(tx, actor, row, "case_recommended", {}, now);
  return {};
}

/// Four eyes, the review, and every requirement as it stands now; returns the organization.
core::Result<LoadedFacts> check_approval(World& world, storage::Transaction& tx, const Actor& actor, const storage::CaseRow& row,
                                         const CaseDecision& decision) {
  TRY(check_four_eyes(TRY(load_four_eyes(tx, row)), actor.id));
  TRY(check_not_own_application(tx, row, actor.id));
  if (!decision.reviewed || decision.reason.empty()) return core::fail(errors::correlation_not_reviewed);
  auto loaded = TRY(load_case_facts(tx, row, *TRY(product_of(world, tx, row))));
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
  TRY(record_decision(tx, actor, decision, "approved", {{"correlation", correlation_facts(rows)}}, now));
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
  TRY(record_decision(tx, actor, decision, "returned", {{"recommendedBy", recommended_by}}, now));
  audit_case(tx, actor, row, "case_returned", {{"recommendedBy", recommended_by}, {"reason", decision.reason}}, now);
  return {};
}

core::Result<void> reject(storage::Transaction& tx, World& world, const Actor& actor, const CaseDecision& decision) {
  const auto now = world.clock.now();
  const auto row = TRY(load_for(tx, decision, domain::CaseStatus::rejected));
  TRY(check_not_own_application(tx, row, actor.id));
  TRY(storage::update_case(tx, row));
  TRY(cancel_open_questions(tx, row.id, actor, now));
  auto application = TRY(storage::load_application(tx, row.application_id, storage::Tenant::any()));
  application.decision_reason = decision.reason;
  application.decided_at = now;
  TRY(storage::update_application(tx, application));
  TRY(move_application(tx, row.application_id, domain::ApplicationStatus::rejected));
  TRY(mail_application_rejected(tx, world, row.application_id, decision.reason));
  TRY(record_decision(tx, actor, decision, "rejected", {}, now));
  audit_case(tx, actor, row, "case_rejected", {{"reason", decision.reason}}, now);
  return {};
}

/// One of the decisions in a transaction of its own.
template <class Decide>
auto decide(World& world, const Actor& actor, const CaseDecision& decision, Decide make) {
  auto made = world.database.write([&](storage::Transaction& tx) { return make(tx, world, actor, decision); });
  using Made = decltype(made);
  if (made) return made;
  return Made(core::fail(tell_who_decided(world, actor, decision.id, made.error()).error()));
}

} // namespace

core::Result<void> recommend_case(World& world, const Actor& actor, const CaseDecision& decision) {
  return decide(world, actor, decision, recommend);
}

core::Result<storage::ApplicationId> approve_case(World& world, const Actor& actor, const CaseDecision& decision) {
  return decide(world, actor, decision, approve);
}

core::Result<void> return_case(World& world, const Actor& actor, const CaseDecision& decision) {
  return decide(world, actor, decision, send_back);
}

core::Result<void> reject_case(World& world, const Actor& actor, const CaseDecision& decision) {
  return decide(world, actor, decision, reject);
}

} // namespace usecases
