#include "usecases/reuse_evidence.h"

#include "domain/reuse.h"
#include "storage/accounts.h"
#include "usecases/audit.h"
#include "usecases/complete_validation.h"
#include "usecases/contact_person.h"
#include "usecases/dialled_number.h"
#include "usecases/domain_step.h"
#include "usecases/issuance_facts.h"
#include "usecases/organization_evidence.h"

#include <algorithm>

namespace usecases {
namespace {

using domain::Step;
using Found = std::optional<storage::RecordId>;

/// The oldest of the proofs that cover all names: it is the first to end.
core::Result<Found> find_domain_record(storage::Transaction& tx, const World& world, const SubmittedCase& submitted, core::Instant now) {
  const auto names = names_of(submitted.application);
  const auto proofs = TRY(load_proofs(tx, submitted.application.account_id, names));
  std::optional<domain::DomainProof> oldest;
  for (const auto& name : names) {
    const auto proof = domain::fresh_proof(proofs, name, world.rules, submitted.product.rule_profile, now);
    if (!proof || proof->record_id.empty()) return Found{};
    if (!oldest || proof->completed_at < oldest->completed_at) oldest = proof;
  }
  return oldest ? Found(storage::RecordId::stored(oldest->record_id)) : Found{};
}

/// Whether both applications have one person in a role, by every name, and by title where it was asked about.
core::Result<bool> is_same_in_both(storage::Transaction& tx, domain::ContactRole role, const storage::ApplicationId& then,
                                   const storage::ApplicationId& now, bool and_title = false) {
  const auto before = TRY(storage::find_contact(tx, then, domain::to_string(role)));
  const auto today = TRY(storage::find_contact(tx, now, domain::to_string(role)));
  if (!before || !today) return false;
  const auto a = to_person(*before);
  const auto b = to_person(*today);
  const bool same_name = domain::person_name_key(a.family_name, a.given_name) == domain::person_name_key(b.family_name, b.given_name);
  return same_name && domain::is_same_person(a, b) && (!and_title || a.title == b.title);
}

/// A call reached one person about one role; another person is called anew. What the higher authority's title is was asked, too; and the
/// authorization contact approved one technical contact (B01).
core::Result<bool> is_about_same_people(storage::Transaction& tx, Step step, const storage::ApplicationId& then,
                                        const storage::ApplicationId& now) {
  const auto role = domain::contact_of(step);
  if (!role) return true;
  if (!TRY(is_same_in_both(tx, *role, then, now, step == Step::hr_call))) return false;
  return step != Step::authorization_call || TRY(is_same_in_both(tx, domain::ContactRole::technical, then, now));
}

/// Evidence of a level serves that level and the ones that ask for less.
core::Result<bool> serves(storage::Transaction& tx, const World& world, Step step, const storage::ReusableRecord& record,
                          const SubmittedCase& submitted) {
  if (!record.case_id) return false;
  const auto then = TRY(storage::load_case(tx, *record.case_id));
  const auto application = TRY(storage::load_application(tx, then.application_id, storage::Tenant::of(submitted.application.account_id)));
  const auto level = TRY(world.catalogue.product(application.product))->level;
  if (level != submitted.product.level && level != domain::ValidationLevel::ev) return false;
  if (step != Step::organization) {
    if (TRY(find_withdrawn_number_of(tx, *submitted.application.organization_id, record))) return false;
    return is_about_same_people(tx, step, application.id, submitted.application.id);
  }
  const auto name = TRY(storage::load_organization(tx, *submitted.application.organization_id, storage::Tenant::any())).name;
  const auto evidence = TRY(load_organization_evidence(tx, record, name));
  return evidence.active && evidence.undecided_differences.empty() && domain::check_unchanged(evidence);
}

/// D07: that evidence of the organization is not used since the register has moved on, with the refusal's code.
core::Result<void> audit_register_change(storage::Transaction& tx, const Actor& actor, const SubmittedCase& submitted, core::Instant now) {
  const auto& organization = submitted.application.organization_id;
  if (!organization) return {};
  const auto change = TRY(find_register_change(tx, TRY(storage::load_organization(tx, *organization, storage::Tenant::any()))));
  if (!change) return {};
  boost::json::object details{{"code", change->code.name}};
  for (const auto& [name, value] : change->params) details[name] = value;
  audit(tx, actor, {"evidence_not_reused", submitted.vetting_case.str(), submitted.application.account_id.str(), std::move(details)}, now);
  return {};
}

core::Result<Found> find_identity_record(storage::Transaction& tx, const World& world, Step step, const SubmittedCase& submitted,
                                         core::Instant now) {
  if (!submitted.application.organization_id) return Found{};
  const auto record =
      TRY(storage::find_reusable_record(tx, *submitted.application.organization_id, domain::to_string(step), core::Instant{}));
  if (!record || record->outcome != "passed") return Found{};
  if (!world.rules.identity_reuse_fresh(submitted.product.rule_profile, record->collected_at, now, domain::datum_of(step))) return Found{};
  return TRY(serves(tx, world, step, *record, submitted)) ? Found(record->id) : Found{};
}

/// The newest proof of another application that serves a name today.
core::Result<std::optional<storage::ValidationRow>> find_reused(storage::Transaction& tx, const World& world,
                                                                const storage::ApplicationRow& application, const domain::DomainName& name,
                                                                const std::string& profile) {
  std::optional<storage::ValidationRow> newest;
  for (const auto& candidate : name.authorization_candidates())
    for (const auto& known : TRY(storage::list_valid_validations(tx, application.account_id, candidate.str()))) {
      auto row = TRY(storage::load_validation(tx, known.id, storage::Tenant::of(application.account_id)));
      const auto facts = facts_of(row);
      const bool serves =
          row.application_id != application.id && row.completed_at &&
          domain::proof_covers(facts.method, facts.fqdn, facts.authorization_domain, name) &&
          world.rules.domain_reuse_fresh(profile, *row.completed_at, world.clock.now(), domain::policy_method(facts.method));
      if (!serves) continue;
      if (!newest || newest->completed_at < row.completed_at) newest = std::move(row);
      break;
    }
  return newest;
}

} // namespace

core::Result<void> reuse_evidence(storage::Transaction& tx, const World& world, const Actor& actor, const SubmittedCase& submitted,
                                  core::Instant now) {
  TRY(audit_register_change(tx, actor, submitted, now));
  for (const auto step : domain::steps_of(submitted.product.level)) {
    if (!domain::may_reuse(step, submitted.product.level)) continue;
    const auto record = step == Step::domains ? TRY(find_domain_record(tx, world, submitted, now))
                                              : TRY(find_identity_record(tx, world, step, submitted, now));
    if (!record) continue;
    TRY(storage::set_step(tx, {submitted.vetting_case, std::string(domain::to_string(step)), "not_needed", record, now}));
    audit(tx, actor,
          {"evidence_reused",
           submitted.vetting_case.str(),
           submitted.application.account_id.str(),
           {{"step", domain::to_string(step)}, {"record", record->str()}}},
          now);
  }
  return {};
}

core::Result<std::vector<storage::ValidationRow>> reused_validations(storage::Transaction& tx, const World& world,
                                                                     const storage::ApplicationRow& application) {
  const auto profile = TRY(world.catalogue.product(application.product))->rule_profile;
  std::vector<storage::ValidationRow> out;
  for (const auto& name : names_of(application)) {
    auto row = TRY(find_reused(tx, world, application, name, profile));
    if (!row || std::ranges::find(out, row->id, &storage::ValidationRow::id) != out.end()) continue;
    row->profile = profile;
    out.push_back(std::move(*row));
  }
  return out;
}

core::Result<std::vector<storage::RecordRow>> records_of_case(storage::Transaction& tx, const storage::CaseId& id) {
  auto records = TRY(storage::list_records(tx, id));
  for (const auto& step : TRY(storage::list_steps(tx, id))) {
    if (!step.record_id || std::ranges::find(records, *step.record_id, &storage::RecordRow::id) != records.end()) continue;
    records.push_back(TRY(storage::load_record(tx, *step.record_id)));
  }
  return records;
}

} // namespace usecases
