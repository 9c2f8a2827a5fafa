#include "usecases/correct_subject.h"

#include "core/text.h"
#include "storage/accounts.h"
#include "storage/cases.h"
#include "usecases/audit.h"
#include "usecases/case_work.h"
#include "usecases/certificate_subject.h"
#include "usecases/judge_attribute.h"
#include "usecases/reopen_steps.h"
#include "usecases/screening.h"
#include "usecases/stored_json.h"

namespace usecases {
namespace {

core::Result<SubjectCorrection> judge(SubjectCorrection wanted, bool is_ev) {
  FieldProblems problems;
  using enum pki::AttributeType;
  problems.require("/certificateOrganization", wanted.certificate_organization);
  problems.require("/certificateState", wanted.certificate_state);
  problems.require("/certificateLocality", wanted.certificate_locality);
  judge_attribute("/certificateOrganization", organization, wanted.certificate_organization, problems);
  judge_attribute("/certificateState", state, wanted.certificate_state, problems);
  judge_attribute("/certificateLocality", locality, wanted.certificate_locality, problems);
  if (wanted.certificate_street && !is_ev) problems.add("/certificateStreet", errors::subject_street_ev_only);
  if (wanted.certificate_street) judge_attribute("/certificateStreet", street, *wanted.certificate_street, problems);
  TRY(problems.finish());
  return wanted;
}

core::Result<void> correct_organization(storage::Transaction& tx, storage::OrganizationRow row, const SubjectCorrection& words) {
  if (row.status != "unvetted") return core::fail(errors::subject_vetted);
  row.certificate_organization = words.certificate_organization;
  row.certificate_state = words.certificate_state;
  row.certificate_locality = words.certificate_locality;
  if (words.certificate_street) row.certificate_street = *words.certificate_street;
  return storage::update_organization(tx, row);
}

/// The draft stays what the pages show, and what another application would begin with.
core::Result<void> correct_draft(storage::Transaction& tx, storage::ApplicationRow row, const SubjectCorrection& words) {
  auto draft = from_stored<Draft>(row.draft);
  if (draft.organization) {
    draft.organization->certificate_organization = words.certificate_organization;
    draft.organization->certificate_state = words.certificate_state;
    draft.organization->certificate_locality = words.certificate_locality;
  }
  if (draft.registration && words.certificate_street) draft.registration->certificate_street = *words.certificate_street;
  row.draft = to_stored(draft);
  return storage::update_application(tx, row);
}

core::Result<void> tell_the_desk(storage::Transaction& tx, const World& world, const Actor& actor, storage::CaseRow row) {
  const auto now = world.clock.now();
  if (row.status == domain::to_string(domain::CaseStatus::in_review))
    TRY(take_back(tx, actor, row, {errors::subject_changed_meanwhile, {}, {}, {}}, now));
  static_cast<void>(TRY(screen_case(tx, actor, row, ScreeningCause::submission, now)));
  return storage::update_case(tx, row);
}

} // namespace

core::Result<Application> correct_subject(World& world, const Actor& actor, const storage::ApplicationId& id,
                                          const SubjectCorrection& correction, std::optional<std::int64_t> seen) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<Application> {
    const auto row = TRY(load_own_application(tx, actor, id));
    if (seen && *seen != row.version) return core::fail(core::errors::version_stale);
    TRY(check_validations_open(row));
    const bool is_ev = TRY(world.catalogue.product(row.product))->level == domain::ValidationLevel::ev;
    const auto words = TRY(judge(correction, is_ev));
    const auto organization = TRY(core::require(row.organization_id, errors::account_without_organization));
    const auto before = TRY(storage::load_organization(tx, organization, storage::Tenant::any()));
    TRY(correct_organization(tx, before, words));
    TRY(correct_draft(tx, row, words));
    const auto vetting_case = TRY(core::require(TRY(storage::find_case_of_application(tx, id)), core::errors::not_found));
    TRY(tell_the_desk(tx, world, actor, vetting_case));
    const auto after = TRY(storage::load_organization(tx, organization, storage::Tenant::any()));
    audit(tx, actor, {"subject_corrected", id.str(), row.account_id.str(), {{"from", subject_words(before)}, {"to", subject_words(after)}}},
          now);
    return compose_application(tx, world, actor, TRY(storage::load_application(tx, id, storage::Tenant::any())));
  });
}

} // namespace usecases
