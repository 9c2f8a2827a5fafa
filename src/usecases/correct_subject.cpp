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

storage::OrganizationRow with_words(storage::OrganizationRow row, const SubjectCorrection& words) {
  row.certificate_organization = words.certificate_organization;
  row.certificate_state = words.certificate_state;
  row.certificate_locality = words.certificate_locality;
  if (words.certificate_street) row.certificate_street = *words.certificate_street;
  return row;
}

core::Result<storage::OrganizationRow> organization_of(storage::Transaction& tx, const storage::ApplicationRow& row) {
  return storage::load_organization(tx, TRY(core::require(row.organization_id, errors::account_without_organization)),
                                    storage::Tenant::any());
}

core::Result<void> tell_the_desk(storage::Transaction& tx, const World& world, const Actor& actor, storage::CaseRow row) {
  const auto now = world.clock.now();
  if (row.status == domain::to_string(domain::CaseStatus::in_review))
    TRY(take_back(tx, actor, row, {errors::subject_changed_meanwhile, {}, {}, {}}, now));
  static_cast<void>(TRY(screen_case(tx, actor, row, ScreeningCause::submission, now)));
  return storage::update_case(tx, row);
}

} // namespace

core::Result<void> check_correctable(storage::Transaction& tx, const storage::ApplicationRow& row) {
  TRY(check_validations_open(row));
  if (TRY(organization_of(tx, row)).status != "unvetted") return core::fail(errors::subject_vetted);
  return {};
}

core::Result<Application> correct_subject(World& world, const Actor& actor, const storage::ApplicationId& id,
                                          const SubjectCorrection& correction, std::optional<std::int64_t> seen) {
  return world.database.write([&](storage::Transaction& tx) -> core::Result<Application> {
    const auto row = TRY(load_own_application(tx, actor, id));
    if (seen && *seen != row.version) return core::fail(core::errors::version_stale);
    TRY(check_correctable(tx, row));
    const bool is_ev = TRY(world.catalogue.product(row.product))->level == domain::ValidationLevel::ev;
    const auto before = TRY(organization_of(tx, row));
    const auto after = with_words(before, TRY(judge(correction, is_ev)));
    if (subject_words(before) == subject_words(after)) return compose_application(tx, world, actor, row);
    TRY(storage::update_organization(tx, after));
    TRY(storage::update_application(tx, row)); // the version that others saw is no longer the newest
    const auto vetting_case = TRY(core::require(TRY(storage::find_case_of_application(tx, id)), core::errors::not_found));
    TRY(tell_the_desk(tx, world, actor, vetting_case));
    audit(tx, actor, {"subject_corrected", id.str(), row.account_id.str(), {{"from", subject_words(before)}, {"to", subject_words(after)}}},
          world.clock.now());
    return compose_application(tx, world, actor, TRY(storage::load_application(tx, id, storage::Tenant::any())));
  });
}

} // namespace usecases
